package io.akemail.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies a caller's JSON-like value into one that nobody can change. Bounded in depth and in
 * number, so that a value that contains itself, or one part of itself many times, ends as a
 * problem.
 */
final class MergeData {
  private static final int DEEPEST = 32;
  private static final int MOST = 100_000;
  private static final int LONGEST_KEY = 255;

  private final Problems problems = new Problems();

  /** The containers that are being copied, outermost first, and how each was reached. */
  private final Object[] open = new Object[DEEPEST + 1];

  private final @Nullable String[] names = new @Nullable String[DEEPEST + 1];
  private final int[] places = new int[DEEPEST + 1];

  /** How many containers stand around the value given, and how many are open now. */
  private final int outer;

  private int depth;
  private int count;

  private MergeData(int outer) {
    this.outer = outer;
    this.depth = outer;
  }

  /** A copy, or what is wrong; the fields of the problems are relative to the value. */
  record Frozen(@Nullable Object value, List<Problem> problems) {
    /** The copy of a map; to be asked for only when there is no problem. */
    @SuppressWarnings("unchecked") // map() makes no other maps
    Map<String, @Nullable Object> asMap() {
      return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    boolean isEmpty() {
      return problems.isEmpty() && value instanceof Map<?, ?> map && map.isEmpty();
    }

    /** Does not show the value. */
    @Override
    public String toString() {
      return "Frozen" + problems;
    }
  }

  /** Copies a value that stands in a map, such as one member of the merge data. */
  static Frozen member(@Nullable Object value) {
    if (isContainer(value)) {
      return new MergeData(1).freeze(value);
    }
    String fault = scalarFault(value);
    return new Frozen(value, fault == null ? List.of() : List.of(new Problem("", fault)));
  }

  /** Copies a whole map. */
  static Frozen map(@Nullable Map<String, ?> value) {
    if (value == null) {
      return new Frozen(null, List.of(new Problem("", TextRules.NULL)));
    }
    return value.isEmpty() ? new Frozen(Map.of(), List.of()) : new MergeData(0).freeze(value);
  }

  static @Nullable String keyFault(@Nullable Object key) {
    String fault =
        key instanceof String text ? TextRules.line(text, LONGEST_KEY) : "must be a String";
    return fault == null ? null : "key " + fault;
  }

  private Frozen freeze(@Nullable Object value) {
    Object copy = copy(value);
    return new Frozen(copy, problems.found());
  }

  private @Nullable Object copy(@Nullable Object value) {
    if (++count > MOST) {
      if (count == MOST + 1) {
        problems.add("", "holds more than " + MOST + " values");
      }
      return null;
    }
    if (value != null && isContainer(value)) {
      return container(value);
    }
    String fault = scalarFault(value);
    if (fault != null) {
      problems.add(field(), fault);
    }
    return value;
  }

  private @Nullable Object container(Object value) {
    if (depth == DEEPEST) {
      problems.add(field(), "is nested deeper than " + DEEPEST + " levels");
      return null;
    }
    for (int i = outer; i < depth; i++) {
      if (open[i] == value) {
        problems.add(field(), "contains itself");
        return null;
      }
    }
    open[depth++] = value;
    Object copy = value instanceof Map<?, ?> map ? mapCopy(map) : listCopy((List<?>) value);
    depth--;
    return copy;
  }

  private Map<String, @Nullable Object> mapCopy(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (count > MOST) {
        break;
      }
      String name = entry.getKey() instanceof String text ? text : null;
      enter(name, place++);
      String fault = keyFault(name);
      if (fault != null) {
        problems.add(field(), fault);
      }
      Object value = copy(entry.getValue());
      if (name != null) {
        copy.put(name, value);
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  private List<@Nullable Object> listCopy(List<?> list) {
    List<@Nullable Object> copy = new ArrayList<>();
    int place = 0;
    for (Object item : list) {
      if (count > MOST) {
        break;
      }
      enter(null, place++);
      copy.add(copy(item));
    }
    return Collections.unmodifiableList(copy);
  }

  private void enter(@Nullable String name, int place) {
    names[depth - 1] = name;
    places[depth - 1] = place;
  }

  /** The way to the value at hand, written only when it is needed. */
  private String field() {
    StringBuilder field = new StringBuilder();
    for (int i = outer; i < depth; i++) {
      if (open[i] instanceof List) {
        field.append('[').append(places[i]).append(']');
      } else {
        field.append('.').append(Problems.shown(names[i], places[i]));
      }
    }
    return field.toString();
  }

  private static boolean isContainer(@Nullable Object value) {
    return value instanceof Map || value instanceof List;
  }

  private static @Nullable String scalarFault(@Nullable Object value) {
    if (value instanceof String text) {
      return TextRules.value(text);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? null : "is not a finite number";
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? null : "is not a finite number";
    }
    boolean known =
        value == null
            || value instanceof Boolean
            || value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte
            || value.getClass() == BigDecimal.class
            || value.getClass() == BigInteger.class;
    return known ? null : "must be a String, a Number, a Boolean, null, a List or a Map of these";
  }
}
