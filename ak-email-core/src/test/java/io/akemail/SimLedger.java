package io.akemail;

import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.rules.Role;
import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds each step of the outbox and of those who use it against the invariants while it happens;
 * {@link SimMailChecker} looks at what became of the messages afterwards.
 */
final class SimLedger {
  private final SimWorld world;
  private final SimHistory history;
  private final Map<String, SimMail> byKey = new HashMap<>(); // the latest with a dedupe key

  SimLedger(SimWorld world) {
    this.world = world;
    this.history = world.history;
  }

  private long now() {
    return history.clock.now();
  }

  private OutboxEntry entry(SimMail mail) {
    return world.outbox.look(mail.id()).orElse(null);
  }

  /** A message was added, or had been before. */
  void added(SimMail mail) {
    String key = mail.message.dedupeKey().orElse(null);
    if (key == null || !entry(mail).state().isLive()) {
      return;
    }
    SimMail other = byKey.put(key, mail);
    if (other != null && other != mail && entry(other).state().isLive()) {
      history.violated("I17", mail + " and " + other + " wait with the same dedupe key");
    }
  }

  /** A caller was told that the message waits. */
  void queued(SimMail mail, Receipt receipt, List<SimHistory.Try> tries) {
    mail.queued = true;
    if (entry(mail) == null) {
      history.violated("I17", mail + " is said to wait, and is not in the outbox");
    }
    boolean doubt = tries.stream().anyMatch(one -> one.isKind(Outcome.Kind.AMBIGUOUS));
    if (doubt && !receipt.possibleDuplicate()) {
      history.violated("I5", mail + " waits in doubt, and its receipt is not flagged");
    }
  }

  /** A caller was told that the message was not sent, or that it is not known. */
  void callerFailed(SimMail mail, EmailException failure) {
    OutboxEntry entry = entry(mail);
    boolean unsure = failure instanceof DeliveryUnknownException;
    if (entry != null && entry.state() == OutboxState.SENT && !mail.addIsUncertain) {
      history.violated("I2", mail + " is sent, and a caller was told " + failure.getClass());
    }
    if (entry != null && entry.state().isLive() && !unsure && !mail.addIsUncertain) {
      history.violated("I2", mail + " waits, and a caller was told that it does not");
    }
    mail.addIsUncertain |= unsure;
  }

  /** Listeners were told by a relay that a message has ended without being known to be accepted. */
  void relayFailed(SimMail mail, EmailException failure) {
    OutboxState state = entry(mail).state();
    boolean unknown = failure instanceof DeliveryUnknownException;
    boolean told = unknown ? state == OutboxState.UNKNOWN : isSurelyNotSent(state);
    if (!told) {
      history.violated("I2", mail + " is " + state + ", and is told as " + failure.getClass());
    }
    if (unknown && !failure.possiblyAccepted()) {
      history.violated("I2", mail + " is unknown, and is told as surely not accepted");
    }
  }

  private static boolean isSurelyNotSent(OutboxState state) {
    return state == OutboxState.FAILED || state == OutboxState.EXPIRED;
  }

  /** A relay is about to claim. */
  void claims(SimInstance instance, int most) {
    SimRelay relay = instance.sender.relay;
    Routing routing = instance.engine.routing();
    if (most > relay.workers() - relay.busy()) {
      history.violated("I26", instance + " claims more than it can send");
    }
    boolean probes = most == 1 && relay.busy() == 0 && routing.offers().length > 0;
    if (routing.usable().length == 0 && !probes) {
      history.violated("I26", instance + " claims although it can use no provider");
    }
  }

  /** What was claimed was heard of. */
  void hasClaimed(SimInstance instance, int count, int most) {
    if (!instance.sender.relay.pace.takes(count, most, now())) {
      history.violated("I26", instance + " sends a backlog faster than it should");
    }
  }

  void claimed(SimInstance instance, List<Claim> claims, Duration lease) {
    for (Claim claim : claims) {
      SimMail mail = history.mails.get(claim.id());
      SimMail.Held before = mail.latest;
      if (before != null && !before.settled && now() < before.until) {
        history.violated("I18", mail + " is given to " + instance + ", and is " + before.by + "'s");
      }
      if (before != null && claim.version() <= before.version) {
        history.violated("I18", mail + " is claimed without a new version");
      }
      if (mail.end != null) {
        history.violated("I17", mail + " is " + mail.end + " and is claimed");
      }
      if (before != null && !before.settled) {
        history.see("lease over");
      }
      long until = now() + lease.toNanos();
      mail.claimed(new SimMail.Held(instance, claim.version(), now(), until));
    }
  }

  void marked(SimMail mail, Claim claim, Mark mark, boolean held) {
    SimMail.Held one = mail.held(claim.version());
    isHeldRightly(mail, one, held);
    if (held) {
      one.until = now() + mark.lease().toNanos();
    }
  }

  void settled(SimMail mail, Claim claim, Settlement settlement, boolean held) {
    SimMail.Held one = mail.held(claim.version());
    isHeldRightly(mail, one, held);
    if (!held) {
      history.see("settled too late");
      return;
    }
    one.settled = true;
    OutboxState state = settlement.state();
    history.see("settled " + state);
    history.trace(one.by + " settles " + mail + " " + state);
    if (mail.end != null) {
      history.violated("I17", mail + " is " + mail.end + " and becomes " + state);
    }
    mail.end = state.isLive() ? null : state;
    mail.sends.stream()
        .filter(send -> send.claim != null && send.claim.version() == claim.version())
        .forEach(send -> send.noted = state == OutboxState.SENT);
  }

  /** Whoever has claimed it last and has not settled it, and only that one, has it. */
  private void isHeldRightly(SimMail mail, SimMail.Held one, boolean held) {
    boolean last = one == mail.latest;
    if (held && (!last || one.settled)) {
      history.violated("I18", one.by + " has a say over " + mail + ", which it has no more");
    }
    boolean troubled =
        one.by.freezes.wasBetween(one.since, now())
            || world.outbox.faults.wasBetween(one.since, now())
            || mail.callsFailed.wasBetween(one.since, now());
    if (!held && !troubled) {
      history.violated("I18", one.by + " has lost " + mail + " though it was awake");
    }
  }

  /** An attempt begins; it is not yet among the tries of its send. */
  void begins(SimInstance instance, SimHistory.Send send, Call call) {
    SimMail mail = send.mail;
    SimProvider provider = world.providers.get(call.route().index());
    boolean late =
        mail.message
            .deliverBefore()
            .filter(end -> !instance.machine.instant().isBefore(end))
            .isPresent();
    if (late) {
      history.violated("I27", mail + " goes to " + provider + " after its time");
    }
    if (mail.isAtMostOnce()) {
      isTheOnlyOne(send, provider);
    }
    if (send.claim == null) {
      return;
    }
    if (call.role() == Role.LAST_RESORT) {
      history.violated("I21", instance + " relays " + mail + " as a last resort");
    }
    if (send.claim.left().isNegative()) {
      history.violated("I27", instance + " relays " + mail + ", which has expired");
    }
    if (mail.end != null) {
      history.violated("I3", mail + " is " + mail.end + " and goes to " + provider);
    }
    OutboxEntry entry = entry(mail);
    boolean marked =
        entry.state() == OutboxState.SENDING && call.route().id().equals(entry.provider());
    if (!marked) {
      history.violated("I18", mail + " goes to " + provider + " without being marked");
    }
  }

  /** Nobody else may have it; and if this one may have it from before, it still knows the key. */
  private void isTheOnlyOne(SimHistory.Send send, SimProvider provider) {
    SimMail mail = send.mail;
    for (SimHistory.Send other : mail.sends) {
      for (SimHistory.Try one : other.tries) {
        if (one.provider != provider && one.mayBeAccepted()) {
          history.violated(
              "I4", mail + " goes to " + provider + ", " + one.provider + " may have it");
        }
        boolean known = provider.idempotent && now() - one.began < provider.relied;
        if (one.provider == provider && other != send && one.mayBeAccepted()) {
          history.see("asked again");
          if (!known) {
            history.violated(
                "I4", mail + " goes to " + provider + ", which may not know it any more");
          }
        }
      }
    }
  }
}
