package io.akemail.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A table of inputs with one wrong thing each, the same ones at each run. */
final class BadInputs {
  /**
   * One call too many on a builder that is valid otherwise.
   *
   * @param field the only one that problems may name
   * @param value must not be seen
   */
  record Case(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      String field,
      String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Case> cases = new ArrayList<>();

  private BadInputs() {}

  static List<Case> all() {
    BadInputs inputs = new BadInputs();
    new BadTexts(inputs).addAll();
    new BadAddresses(inputs).addAll();
    new BadData(inputs).addAll();
    new BadParts(inputs).addAll();
    new BadCombinations(inputs).addAll();
    new NullArguments(inputs).addAll();
    return inputs.cases;
  }

  void add(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      String field,
      String value) {
    cases.add(new Case(name, base, call, field, value));
  }

  void add(Place place, String what, String value) {
    add(
        place.name() + " " + what + ": " + escaped(value),
        place.base(),
        b -> place.set().accept(b, value),
        place.field(),
        value);
  }

  void inject(Place place, String valid, int at, String bad) {
    add(
        place,
        "with " + escaped(bad) + " at " + at,
        valid.substring(0, at) + bad + valid.substring(at));
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.substring(0, Math.min(text.length(), 40)).toCharArray()) {
      shown.append(c > ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return shown.toString();
  }
}
