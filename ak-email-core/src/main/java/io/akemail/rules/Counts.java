package io.akemail.rules;

/**
 * Attempts of the breaker's window.
 *
 * @param successes those that did not end in a fault
 * @param faults those that did
 */
public record Counts(int successes, int faults) {
  /** No attempts. */
  public static final Counts NONE = new Counts(0, 0);

  /** Whether fewer than half of at least so many attempts succeeded. */
  boolean mostlyFaults(int minAttempts) {
    int attempts = successes + faults;
    return attempts >= minAttempts && 2 * successes < attempts;
  }
}
