package io.akemail.jdbc;

import io.akemail.outbox.Doubt;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Doubts as a text: {@code a:1500,b:20}, with the age in milliseconds at the time that is stored
 * beside it.
 */
final class Doubts {
  private static final int MOST_CHARS = 4000;

  private Doubts() {}

  static String write(List<Doubt> doubts) {
    StringBuilder text = new StringBuilder();
    for (Doubt doubt : doubts) {
      String one = doubt.provider() + ":" + Millis.of(doubt.age());
      if (text.length() + one.length() + 1 > MOST_CHARS) {
        break;
      }
      text.append(text.length() == 0 ? "" : ",").append(one);
    }
    return text.toString();
  }

  /**
   * The doubts as they are now.
   *
   * @param since how long ago they were written, in milliseconds
   * @throws IllegalArgumentException if the text is damaged
   */
  static List<Doubt> read(String text, long since) {
    List<Doubt> doubts = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int colon = one.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("doubts: no age");
      }
      long age = Long.parseLong(one.substring(colon + 1)) + Math.max(0, since);
      doubts.add(new Doubt(ProviderId.of(one.substring(0, colon)), Duration.ofMillis(age)));
    }
    return doubts;
  }

  /** With one more; the greater age holds for a provider that is there already. */
  static List<Doubt> with(List<Doubt> doubts, Doubt more) {
    List<Doubt> all = new ArrayList<>(doubts);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).provider().equals(more.provider())) {
        if (more.age().compareTo(all.get(i).age()) > 0) {
          all.set(i, more);
        }
        return all;
      }
    }
    all.add(more);
    return all;
  }
}
