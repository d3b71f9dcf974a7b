package io.akemail.testkit;

import java.time.Duration;

/** A count that others can wait for. Thread-safe. */
final class Tally {
  private int count;

  synchronized void add() {
    count++;
    notifyAll();
  }

  synchronized int count() {
    return count;
  }

  /** Waits until the count is reached; false if it was not in time, or on interruption. */
  synchronized boolean await(int atLeast, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (count < atLeast) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
