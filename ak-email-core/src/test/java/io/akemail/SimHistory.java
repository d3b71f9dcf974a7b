package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.rules.Role;
import io.akemail.rules.Standing;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedHealth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in one world, in the order in which it happened. */
final class SimHistory {
  /** One attempt, from its beginning to its end. */
  static final class Try {
    final long number;
    final SimInstance instance;
    final SimProvider provider;
    final Send send;
    final Role role;
    final long began;
    Outcome outcome;
    long ended;
    boolean staleChange; // of an older epoch, and yet something of health changed

    Try(long number, SimInstance instance, SimProvider provider, Call call, Send send) {
      this.number = number;
      this.instance = instance;
      this.provider = provider;
      this.send = send;
      this.role = call.role();
      this.began = instance.now();
    }

    boolean isKind(Outcome.Kind kind) {
      return outcome != null && outcome.kind() == kind;
    }

    /** Whether whoever made it cannot be sure that it was not accepted. */
    boolean mayBeAccepted() {
      return outcome == null
          || outcome.kind() == Outcome.Kind.AMBIGUOUS
          || outcome.kind() == Outcome.Kind.ACCEPTED;
    }
  }

  /** One send, from its beginning to its end: a caller's, or a relay's of a claimed message. */
  static final class Send {
    final SimInstance instance;
    final SimMail mail;
    final EmailMessage message;
    final Claim claim; // null if it is a caller's
    final long began;
    final List<Try> tries = new ArrayList<>();
    Receipt receipt;
    EmailException failure;
    long ended;
    boolean noted; // the outbox says that it is sent

    Send(SimInstance instance, SimMail mail, Claim claim) {
      this.instance = instance;
      this.mail = mail;
      this.message = mail.message;
      this.claim = claim;
      this.began = instance.now();
    }

    /** Whether a caller holds the receipt of a provider. */
    boolean isAccepted() {
      return receipt != null && !receipt.isQueued();
    }

    boolean isOver() {
      return receipt != null || failure != null || ended > 0;
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
  final Map<MessageId, SimMail> mails = new LinkedHashMap<>();
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
