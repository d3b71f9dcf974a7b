package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened in one world, in the order in which it happened. */
final class SimHistory {
  /** One attempt, from its beginning to its end. */
  static final class Try {
    final long number;
    final SimInstance instance;
    final SimProvider provider;
    final EmailMessage message;
    final Role role;
    final long began;
    Outcome outcome;
    long ended;
    boolean staleChange; // of an older epoch, and yet something of health changed

    Try(long number, SimInstance instance, SimProvider provider, Call call, EmailMessage message) {
      this.number = number;
      this.instance = instance;
      this.provider = provider;
      this.message = message;
      this.role = call.role();
      this.began = instance.now();
    }
  }

  /** One send, from its beginning to its end. */
  static final class Send {
    final SimInstance instance;
    final EmailMessage message;
    final boolean rejectable;
    final long began;
    final List<Try> tries = new ArrayList<>();
    Receipt receipt;
    EmailException failure;
    long ended;

    Send(SimInstance instance, EmailMessage message, boolean rejectable) {
      this.instance = instance;
      this.message = message;
      this.rejectable = rejectable;
      this.began = instance.now();
    }

    boolean isOver() {
      return receipt != null || failure != null;
    }
  }

  /** A provider's state at one instance became another. */
  record Change(
      long at, SimInstance instance, SimProvider provider, Standing before, Standing after) {}

  /** The common record became another. */
  record Written(
      long at, SimInstance by, ProviderId provider, SharedHealth before, SharedHealth after) {}

  final SimClock clock;
  final List<Send> sends = new ArrayList<>();
  final List<Try> tries = new ArrayList<>();
  final List<Change> changes = new ArrayList<>();
  final List<Written> writes = new ArrayList<>();
  final Map<MessageId, Send> byMessage = new HashMap<>();
  final Map<String, Integer> seen = new HashMap<>();
  final List<String> violations = new ArrayList<>();
  final boolean traced;
  private long hash = 1;

  SimHistory(SimClock clock, boolean traced) {
    this.clock = clock;
    this.traced = traced;
  }

  /** Everything that happens goes into the trace; two runs of one seed have the same. */
  void trace(String text) {
    hash = 31 * hash + text.hashCode() + 17 * clock.now();
    if (traced) {
      System.out.printf("%9.3f %s%n", clock.now() / 1e9, text);
    }
  }

  long hash() {
    return hash;
  }

  /** One more of what is interesting. */
  void see(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  void violated(String invariant, String what) {
    violations.add(invariant + " " + what);
    trace("VIOLATED " + invariant + " " + what);
  }

  void written(SimInstance by, ProviderId provider, SharedHealth before, SharedHealth after) {
    writes.add(new Written(clock.now(), by, provider, before, after));
    trace(
        by
            + " writes "
            + provider
            + " "
            + after.phase()
            + " "
            + after.epoch()
            + " "
            + after.reason());
    see("record " + after.phase());
  }

  void changed(SimInstance instance, SimProvider provider, Standing before, Standing after) {
    changes.add(new Change(clock.now(), instance, provider, before, after));
    if (before.state() != after.state()) {
      trace(instance + " has p" + provider.index + " " + after.state() + " " + after.reason());
      see("state " + after.state());
      if (after.state() == ProviderState.DOWN) {
        see("down by " + after.reason());
      }
    }
  }
}
