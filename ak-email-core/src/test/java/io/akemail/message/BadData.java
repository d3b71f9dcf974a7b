package io.akemail.message;

import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives values that are not like JSON. */
final class BadData {
  private final BadInputs inputs;

  BadData(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                new Object(),
                new int[] {1},
                new String[] {"zq7"},
                new byte[0],
                Set.of("zq7"),
                Optional.of("zq7"),
                new AtomicInteger(7),
                'z',
                Instant.EPOCH,
                Tracking.ON,
                CharBuffer.wrap("zq7"),
                new Odd("7"),
                Map.of("a", 1).entrySet(),
                EmailAddress.of("zq7@b.org"),
                (Runnable) () -> {}));
    for (Object value : values) {
      String type = value.getClass().getSimpleName();
      dataCase(type, value, "");
      dataCase("list of " + type, List.of("a", value), "[1]");
      dataCase("map of " + type, Map.of("a", value), ".a");
      dataCase("deep " + type, Map.of("a", List.of(List.of(), Map.of("b", value))), ".a[1].b");
    }
    for (Object key : new Object[] {null, 7, 'z', List.of(), new Object(), Tracking.ON}) {
      Map<Object, Object> map = new LinkedHashMap<>();
      map.put("fine", 1);
      map.put(key, "zq7");
      dataCase("key " + key, map, ".#1");
      dataCase("deep key " + key, List.of(map), "[0].#1");
    }
    List<Object> list = new ArrayList<>();
    list.add(list);
    dataCase("cyclic list", Collections.unmodifiableList(list), "[0][0]");
    dataCase("cyclic list itself", list, "[0]");
    Map<String, Object> map = new HashMap<>();
    map.put("self", Arrays.asList(1, null, map));
    dataCase("cyclic map", map, ".self[2]");
    Object deep = "zq7";
    for (int i = 0; i < 40; i++) {
      deep = Map.of("d", deep);
    }
    dataCase("deep map", deep, ".d".repeat(31));
    Object bomb = "zq7";
    for (int i = 0; i < 20; i++) {
      bomb = Arrays.asList(bomb, bomb, bomb, bomb);
    }
    dataCase("bomb", bomb, "");
  }

  /** A number that could change, or print anything. */
  private static final class Odd extends BigDecimal {
    private static final long serialVersionUID = 1L;

    Odd(String value) {
      super(value);
    }
  }

  private void dataCase(String name, Object value, String path) {
    inputs.add(
        "merge data: " + name,
        Samples::templated,
        b -> b.mergeData("k", value),
        "mergeData.k" + path,
        "zq7");
    inputs.add(
        "provider option: " + name,
        Samples::plain,
        b -> b.providerOption("p", "k", value),
        "providerOptions[p].k" + path,
        "zq7");
    if (!name.equals("bomb") && !name.equals("deep map")) {
      inputs.add(
          "personal data: " + name,
          Samples::personal,
          b -> b.personalization("a@b.org", new HashMap<>(Collections.singletonMap("k", value))),
          "personalizations[0].data.k" + path,
          "zq7");
    }
  }
}
