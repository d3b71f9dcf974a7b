package io.akemail.sparkpost;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits on data for a template: its length, and numbers of 32 bits. */
final class SparkPostData {
  private static final int MAX_BYTES = 100_000;

  private long bytes;
  private boolean numberTooLarge;

  private SparkPostData() {}

  /** Why SparkPost cannot take the data; null if nothing is against it. */
  static @Nullable String whyNot(Map<String, @Nullable Object> data) {
    if (data.isEmpty()) {
      return null;
    }
    SparkPostData all = new SparkPostData();
    all.add(data);
    if (all.numberTooLarge) {
      return ": SparkPost takes numbers of 32 bits only: give larger ones as text";
    }
    return all.bytes > MAX_BYTES ? ": SparkPost takes at most 100 KB" : null;
  }

  private void add(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      bytes += 1;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += 2;
        add(entry.getKey());
        add(entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      bytes += 1;
      for (Object item : list) {
        bytes += 1;
        add(item);
      }
    } else if (value instanceof String text) {
      bytes += 2 + utf8(text);
    } else {
      bytes += String.valueOf(value).length();
      numberTooLarge |= value instanceof Number number && isTooLarge(number.doubleValue());
    }
  }

  private static boolean isTooLarge(double number) {
    return number > Integer.MAX_VALUE || number < Integer.MIN_VALUE;
  }

  /** The bytes that a text takes in UTF-8, without making them. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // a surrogate pair is two chars and four bytes
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
