package io.akemail.examples.fleet;

import io.akemail.SendListener;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusChange;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints what a node believes, as soon as it differs, and how its sends went. Thread-safe. */
final class Reporter implements SendListener {
  private final String instance;
  private final PrintStream out;
  private final Map<String, Sighting> last = new HashMap<>();
  private long ok;
  private long failed;
  private String why = "";

  Reporter(String instance, PrintStream out) {
    this.instance = instance;
    this.out = out;
  }

  /** Nanoseconds since 1970: one clock for all processes of this host. */
  static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }

  synchronized void ready() {
    print(Wire.ready());
  }

  /** By the sender's own time: listeners are told a little later. */
  @Override
  public synchronized void statusChanged(StatusChange change) {
    ProviderStatus after = change.after();
    tell(Sighting.of(nanos(after.since()), instance, after));
  }

  /** What concerns the others is no change of state: it is found by looking again and again. */
  synchronized void look(List<ProviderStatus> statuses) {
    long now = nanos(Instant.now());
    for (ProviderStatus status : statuses) {
      Sighting seen = Sighting.of(now, instance, status);
      Sighting before = last.get(seen.provider());
      boolean isTold = before == null || before.state() == seen.state();
      if (isTold && (before == null || !before.looksLike(seen))) {
        tell(seen);
      }
    }
  }

  private void tell(Sighting seen) {
    last.put(seen.provider(), seen);
    print(Wire.line(seen));
  }

  synchronized void sent() {
    ok++;
  }

  synchronized void failed(RuntimeException failure) {
    failed++;
    why = failure.toString();
  }

  synchronized void tally() {
    print(Wire.line(nanos(Instant.now()), new Wire.Sent(ok, failed, why)));
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
