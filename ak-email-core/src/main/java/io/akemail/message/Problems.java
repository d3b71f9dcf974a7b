package io.akemail.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one message; allocates nothing while nothing is. */
final class Problems {
  private static final int LONGEST_SHOWN_NAME = 64;

  private List<Problem> found = List.of();

  void add(String field, String reason) {
    if (found.isEmpty()) {
      found = new ArrayList<>();
    }
    found.add(new Problem(field, reason));
  }

  /** Whether there is a problem with exactly this field. */
  boolean has(String field) {
    for (Problem problem : found) {
      if (problem.field().equals(field)) {
        return true;
      }
    }
    return false;
  }

  /** What was added so far. */
  List<Problem> found() {
    return found;
  }

  /** Adds a problem unless the reason is null. */
  void addIf(String field, @Nullable String reason) {
    if (reason != null) {
      add(field, reason);
    }
  }

  /** Adds problems whose fields are relative to a prefix. */
  void addAll(String prefix, List<Problem> relative) {
    for (Problem problem : relative) {
      add(prefix + problem.field(), problem.reason());
    }
  }

  /**
   * @throws InvalidMessageException with everything added, if anything was
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidMessageException(found);
    }
  }

  /** What stands for a name that the caller chose: itself when plain, its place otherwise. */
  static String shown(@Nullable String name, int place) {
    return name != null && isPlain(name) ? name : "#" + place;
  }

  private static boolean isPlain(String name) {
    if (name.isEmpty() || name.length() > LONGEST_SHOWN_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean leads = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!leads && (i == 0 || !((c >= '0' && c <= '9') || c == '-'))) {
        return false;
      }
    }
    return true;
  }
}
