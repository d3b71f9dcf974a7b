package io.akemail.outbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes texts, and values for merge data. */
final class GeneratedValues {
  private static final int DEEPEST = 32;
  private static final String[] PIECES = {
    "a",
    "Z",
    " ",
    "\"",
    "\\",
    "/",
    "<",
    ",",
    "{{x}}",
    "\u00e4",
    "\u2028",
    "\ud83d\ude80",
    "\u05e9",
    "=?",
    "'"
  };
  private static final String[] CONTROLS = {"\r\n", "\t", "\u0001", "\u007f", "\u0085"};

  private final Random random;

  GeneratedValues(Random random) {
    this.random = random;
  }

  /** Not blank, without controls. */
  String line(int most) {
    StringBuilder line = new StringBuilder("x");
    for (int i = random.nextInt(most / 5 + 1); i > 0; i--) {
      line.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return line.toString();
  }

  String text(int most) {
    return line(most) + CONTROLS[random.nextInt(CONTROLS.length)] + line(most);
  }

  String key() {
    return line(20) + random.nextInt(10);
  }

  @Nullable Object any(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> text(30);
      case 3, 4, 5, 6 -> number();
      case 7 -> list(depth + 1);
      default -> map(depth + 1);
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(any(depth));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(key(), any(depth));
    }
    return map;
  }

  private Number number() {
    return switch (random.nextInt(10)) {
      case 0 -> (byte) random.nextInt();
      case 1 -> (short) random.nextInt();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> random.nextInt(1_000) / 100f;
      case 5 -> finite(Float.intBitsToFloat(random.nextInt()));
      case 6 -> random.nextInt(100_000) / 100.0;
      case 7 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 8 -> new BigInteger(1 + random.nextInt(200), random).negate();
      default ->
          new BigDecimal(new BigInteger(1 + random.nextInt(90), random), random.nextInt(80) - 40);
    };
  }

  private static float finite(float number) {
    return Float.isFinite(number) ? number : -0f;
  }

  private static double finite(double number) {
    return Double.isFinite(number) ? number : -0d;
  }
}
