package io.akemail.examples.runner;

import io.akemail.Alert;
import io.akemail.Attempt;
import io.akemail.EmailException;
import io.akemail.EmailRejectedException;
import io.akemail.Receipt;
import io.akemail.SendListener;
import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Recording.Fate;
import io.akemail.examples.runner.Recording.Hit;
import io.akemail.examples.runner.Recording.Mail;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusChange;
import io.akemail.testkit.ReceivedMail;
import io.akemail.testkit.ServerCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes down what the callers, the servers and the sender tell. Thread-safe. */
final class Journal implements SendListener {
  private final long start = System.nanoTime();
  private final Instant startInstant = Instant.now();
  private final String badMessage;
  private final Consumer<Change> told;
  private final List<Entered> phases = new ArrayList<>();
  private final List<Mail> mails = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  /**
   * A journal that begins now.
   *
   * @param told is told each change of state at once
   */
  Journal(String badMessage, Consumer<Change> told) {
    this.badMessage = badMessage;
    this.told = told;
  }

  /** Nanoseconds since the start. */
  long now() {
    return System.nanoTime() - start;
  }

  Instant startInstant() {
    return startInstant;
  }

  synchronized void entered(Phase phase) {
    phases.add(new Entered(phase, now()));
  }

  synchronized void sent(String id, long at, Receipt receipt) {
    String provider = receipt.provider().orElseThrow().value();
    boolean flagged = receipt.possibleDuplicate();
    int calls = written(receipt.attempts());
    mails.add(new Mail(id, at, now() - at, Fate.ACCEPTED, provider, calls, flagged, ""));
  }

  synchronized void failed(String id, long at, RuntimeException failure) {
    Fate fate = failure instanceof EmailRejectedException ? Fate.REJECTED : Fate.FAILED;
    int calls = failure instanceof EmailException e ? written(e.attempts()) : 0;
    mails.add(new Mail(id, at, now() - at, fate, "", calls, false, failure.toString()));
  }

  private static int written(List<Attempt> attempts) {
    return (int) attempts.stream().filter(Attempt::written).count();
  }

  /** A call reached a server. */
  synchronized void hit(String provider, ServerCall call) {
    ReceivedMail mail = call.mail();
    hits.add(
        new Hit(
            call.atNanos() - start,
            provider,
            call.toSend(),
            mail == null ? "" : mail.messageId(),
            call.accepted(),
            call.status()));
  }

  @Override
  public void statusChanged(StatusChange statusChange) {
    ProviderStatus after = statusChange.after();
    // by the sender's own time: listeners are told a little later
    long at = Math.max(0, Duration.between(startInstant, after.since()).toNanos());
    Change change =
        new Change(at, after.provider().value(), after.state(), after.reason(), after.detail());
    synchronized (this) {
      changes.add(change);
    }
    told.accept(change);
  }

  @Override
  public synchronized void alert(Alert alert) {
    alerts.add(alert.text());
  }

  /** What is written until now, together with what the servers found wrong. */
  synchronized Recording recording(List<String> violations) {
    return new Recording(phases, mails, hits, changes, alerts, violations, badMessage, now());
  }
}
