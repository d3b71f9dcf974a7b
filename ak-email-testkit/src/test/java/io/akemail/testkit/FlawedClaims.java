package io.akemail.testkit;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What a flawed outbox makes of claims. */
final class FlawedClaims {
  private final OutboxFlaw flaw;
  private final Map<MessageId, EmailMessage> added;
  private final Map<MessageId, Claim> latest = new ConcurrentHashMap<>();
  private final AtomicReference<List<Claim>> before = new AtomicReference<>(List.of());

  FlawedClaims(OutboxFlaw flaw, Map<MessageId, EmailMessage> added) {
    this.flaw = flaw;
    this.added = added;
  }

  List<Claim> of(List<Claim> plain) {
    plain.forEach(claim -> latest.put(claim.id(), claim));
    return switch (flaw) {
      case CLAIMS_THE_YOUNGEST_FIRST -> reversed(plain);
      case HIDES_WHAT_HAS_EXPIRED ->
          plain.stream().filter(claim -> !claim.left().isNegative()).toList();
      case SHARES_MESSAGES_BETWEEN_THREADS -> {
        List<Claim> all = new ArrayList<>(plain);
        all.addAll(before.getAndSet(plain));
        yield all;
      }
      default -> plain.stream().map(this::flawed).toList();
    };
  }

  private Claim flawed(Claim claim) {
    return switch (flaw) {
      case READS_ATTACHMENTS_WHEN_CLAIMED ->
          copy(claim, Objects.requireNonNull(added.get(claim.id())), claim.doubts());
      case LOSES_DOUBTS -> copy(claim, claim.message(), List.of());
      case MAKES_DOUBTS_YOUNG ->
          copy(
              claim,
              claim.message(),
              claim.doubts().stream()
                  .map(doubt -> new Doubt(doubt.provider(), Duration.ZERO))
                  .toList());
      case FORGETS_THAT_IT_MAY_BE_THE_SECOND -> copy(claim, claim.message(), claim.doubts());
      default -> claim;
    };
  }

  private Claim copy(Claim claim, EmailMessage message, List<Doubt> doubts) {
    return new Claim(
        message,
        claim.version(),
        claim.left(),
        claim.attempts(),
        claim.rounds(),
        doubts,
        claim.possibleDuplicate() && flaw != OutboxFlaw.FORGETS_THAT_IT_MAY_BE_THE_SECOND);
  }

  /** The claim with which the outbox is asked. */
  Claim used(Claim given) {
    return flaw == OutboxFlaw.CHECKS_NO_VERSION ? latest.getOrDefault(given.id(), given) : given;
  }

  static <T> List<T> reversed(List<T> list) {
    List<T> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }
}
