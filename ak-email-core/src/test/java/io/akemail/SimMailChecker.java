package io.akemail;

import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.spi.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds what became of each message, of all its sends together, against the invariants. */
final class SimMailChecker {
  private static final long SECOND = SimClock.seconds(1);

  /** One copy taken by a provider. */
  private record Copy(SimProvider provider, SimHistory.Try of, long at) {}

  private final SimWorld world;
  private final SimHistory history;
  private final Map<SimMail, List<Copy>> copies = new HashMap<>();

  SimMailChecker(SimWorld world) {
    this.world = world;
    this.history = world.history;
    for (SimProvider provider : world.providers) {
      for (SimProvider.Acceptance one : provider.acceptances) {
        copies
            .computeIfAbsent(history.mails.get(one.message()), mail -> new ArrayList<>())
            .add(new Copy(provider, history.tries.get((int) one.attempt()), one.at()));
      }
    }
  }

  void check() {
    for (SimMail mail : history.mails.values()) {
      List<Copy> taken = copies.getOrDefault(mail, List.of());
      copiesAreAllowed(mail, taken);
      OutboxEntry entry = world.outbox == null ? null : world.outbox.look(mail.id()).orElse(null);
      copiesAreFlagged(mail, taken, entry);
      failuresAreTrue(taken);
      if (world.outbox != null) {
        isFoundAndEnded(mail, entry);
      }
      if (entry != null) {
        saysTheTruth(mail, taken, entry);
      }
    }
  }

  private void copiesAreAllowed(SimMail mail, List<Copy> taken) {
    if (taken.size() < 2) {
      return;
    }
    history.see("copies");
    if (mail.isAtMostOnce()) {
      history.violated("I4", mail + " was accepted " + taken.size() + " times");
    }
    long known = taken.stream().filter(this::isKnown).count();
    if (known > 1) {
      history.violated("I18", mail + " was accepted twice in the plain course of things");
    }
    for (Copy copy : taken) {
      if (!isKnown(copy) && !isExcused(mail, copy.of())) {
        history.violated("I5", mail + " has a copy without doubt, at " + copy.provider());
      }
      boolean again =
          taken.stream()
              .anyMatch(
                  other ->
                      !other.equals(copy)
                          && other.provider() == copy.provider()
                          && other.provider().idempotent
                          && Math.abs(other.at() - copy.at()) < other.provider().memory);
      if (again) {
        history.violated("I18", mail + " was taken twice by " + copy.provider() + " with its key");
      }
    }
  }

  /** Whether those who had to know of this copy did: the caller, or the outbox. */
  private boolean isKnown(Copy copy) {
    SimHistory.Send send = copy.of().send;
    boolean heard = copy.of().isKind(Outcome.Kind.ACCEPTED);
    return heard && (send.claim == null ? send.receipt != null : send.noted);
  }

  /** An ambiguous attempt, or one of a process that died, froze, or could not tell the outbox. */
  private boolean isExcused(SimMail mail, SimHistory.Try one) {
    SimInstance instance = one.instance;
    long until = Math.max(one.began, one.ended) + 10 * SECOND;
    return one.isKind(Outcome.Kind.AMBIGUOUS)
        || instance.dead
        || instance.freezes.wasBetween(one.began, until)
        || mail.callsFailed.wasBetween(one.began, until);
  }

  private void copiesAreFlagged(SimMail mail, List<Copy> taken, OutboxEntry entry) {
    if (taken.size() < 2) {
      return;
    }
    if (entry != null && !entry.possibleDuplicate()) {
      history.violated("I5", mail + " has a copy that is not flagged in the outbox");
    }
    for (SimHistory.Send send : mail.sends) {
      boolean plain = send.claim == null && send.receipt != null && entry == null;
      if (plain && !send.receipt.possibleDuplicate()) {
        history.violated("I5", mail + " has a copy that is not flagged");
      }
    }
  }

  /**
   * Who was told of a failure was told, too, if the message may have been accepted all the same.
   */
  private void failuresAreTrue(List<Copy> taken) {
    for (Copy copy : taken) {
      SimHistory.Send send = copy.of().send;
      if (send.failure != null && !send.failure.possiblyAccepted()) {
        history.violated(
            "I2", send.mail + " failed for its caller, and " + copy.provider() + " has it");
      }
    }
  }

  private void isFoundAndEnded(SimMail mail, OutboxEntry entry) {
    if (mail.queued && entry == null) {
      history.violated("I17", mail + " was stored and is lost");
    }
    if (entry != null && (entry.state().isLive() || entry.state() == OutboxState.DAMAGED)) {
      history.violated("I17", mail + " still is " + entry.state() + ", " + entry.detail());
    }
    if (entry != null && mail.end != null && entry.state() != mail.end) {
      history.violated("I17", mail + " was " + mail.end + " and is " + entry.state());
    }
  }

  private void saysTheTruth(SimMail mail, List<Copy> taken, OutboxEntry entry) {
    OutboxState state = entry.state();
    if ((state == OutboxState.FAILED || state == OutboxState.EXPIRED) && !taken.isEmpty()) {
      history.violated(
          "I2", mail + " is " + state + ", and " + taken.get(0).provider() + " has it");
    }
    boolean there =
        taken.stream()
            .anyMatch(copy -> SimConnector.idOf(copy.provider()).equals(entry.provider()));
    if (state == OutboxState.SENT && !there) {
      history.violated("I2", mail + " is SENT, and " + entry.provider() + " does not have it");
    }
    boolean canWait = mail.message.deliverBefore().isEmpty() && world.waitsLong;
    boolean easy = canWait && !mail.isRejectable() && !mail.isAtMostOnce();
    if (easy && !state.isLive() && state != OutboxState.SENT) {
      history.violated("I17", mail + " is " + state + " though it could be sent");
    }
  }
}
