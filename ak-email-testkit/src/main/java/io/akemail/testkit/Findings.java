package io.akemail.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a dialect's check of one request found. */
final class Findings {
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();

  /** Something that the real provider refuses. */
  record Refusal(int status, String code, String field, String message) {}

  void refuse(int status, String code, String field, String message) {
    refusals.add(new Refusal(status, code, field, message));
    flag(field, message);
  }

  /** Something that breaks the documented dialect and that the real provider lets pass. */
  void flag(String field, String message) {
    violations.add(field.isEmpty() ? message : field + ": " + message);
  }

  List<Refusal> refusals() {
    return refusals;
  }

  @Nullable Refusal first() {
    return refusals.isEmpty() ? null : refusals.get(0);
  }

  List<String> violations() {
    return violations;
  }
}
