package io.akemail.testkit;

import static io.akemail.testkit.OutboxFlaw.*;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import io.akemail.outbox.TurnedOutbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** An outbox in memory with one flaw. */
final class FlawedOutbox implements Outbox {
  private static final Duration LONG = Duration.ofDays(1_000);

  private final OutboxFlaw flaw;
  private final OutboxLimits limits;
  private final FlawedClaims claims;
  private final Map<MessageId, EmailMessage> added = new ConcurrentHashMap<>();
  private final Set<String> dedupeKeys = ConcurrentHashMap.newKeySet();
  private volatile TurnedOutbox turned;

  FlawedOutbox(OutboxFlaw flaw, OutboxLimits given) {
    this.flaw = flaw;
    this.limits =
        switch (flaw) {
          case KNOWS_NO_LIMIT_OF_BYTES -> given.withMaxBytes(1L << 30);
          case KEEPS_THE_SENT_FOR_EVER -> given.withKeepSent(LONG);
          default -> given;
        };
    this.claims = new FlawedClaims(flaw, added);
    this.turned = new TurnedOutbox(limits);
  }

  void pass(Duration span) {
    turned.pass(span);
  }

  void damage(MessageId id) {
    turned.damage(id);
  }

  private Outbox plain() {
    return turned.outbox();
  }

  @Override
  public void add(Submission given) {
    EmailMessage message = given.message();
    added.put(message.id(), message);
    Optional<OutboxState> state = find(message.id()).map(OutboxEntry::state);
    if (flaw == REFUSES_WHAT_IS_HERE && state.isPresent()) {
      throw refusal(Reason.DUPLICATE);
    }
    if (flaw == SENDS_AGAIN_WHAT_WAS_SENT && state.filter(OutboxState.SENT::equals).isPresent()) {
      plain().purge(OutboxState.SENT, Duration.ZERO);
    }
    long all = counts().byState().values().stream().mapToLong(Long::longValue).sum();
    if (flaw == COUNTS_WHAT_HAS_ENDED && all >= limits.maxMessages()) {
      throw refusal(Reason.FULL);
    }
    message.dedupeKey().ifPresent(this::check);
    plain().add(flawed(given));
    message.dedupeKey().ifPresent(dedupeKeys::add);
  }

  private static OutboxException refusal(Reason reason) {
    return new OutboxException(reason, "the flaw", null);
  }

  private void check(String dedupeKey) {
    boolean own = flaw == NEVER_FREES_A_DEDUPE_KEY || flaw == CHECKS_DEDUPE_KEYS_BEFORE_IT_LOCKS;
    if (own && dedupeKeys.contains(dedupeKey)) {
      throw refusal(Reason.DUPLICATE);
    }
    if (flaw == CHECKS_DEDUPE_KEYS_BEFORE_IT_LOCKS) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private Submission flawed(Submission given) {
    EmailMessage.Builder copy = given.message().toBuilder().messageId(given.message().id());
    return switch (flaw) {
      case CHANGES_THE_MESSAGE -> of(copy.tag("one more").build(), given);
      case IGNORES_DEDUPE_KEYS, CHECKS_DEDUPE_KEYS_BEFORE_IT_LOCKS ->
          of(copy.dedupeKey(given.message().id().value()).build(), given);
      case FORGETS_WHAT_WAS_TRIED_BEFORE ->
          new Submission(given.message(), given.delay(), 0, List.of());
      default -> given;
    };
  }

  private static Submission of(EmailMessage message, Submission given) {
    return new Submission(message, given.delay(), given.attempts(), given.doubts());
  }

  @Override
  public List<Claim> claim(int most, Duration lease) {
    if (flaw == CLAIMS_WHAT_IS_NOT_DUE) {
      plain().hasten(Integer.MAX_VALUE);
    }
    Duration span =
        switch (flaw) {
          case IGNORES_LEASES -> Duration.ZERO;
          case NEVER_ENDS_A_LEASE -> LONG;
          default -> lease;
        };
    long damaged = counts().count(OutboxState.DAMAGED);
    List<Claim> plain = plain().claim(most, span);
    if (flaw == THROWS_AT_A_DAMAGED_RECORD && counts().count(OutboxState.DAMAGED) > damaged) {
      throw refusal(Reason.STORAGE);
    }
    return claims.of(plain);
  }

  @Override
  public boolean mark(Claim claim, Mark mark) {
    return switch (flaw) {
      case MARKS_NOTHING -> true;
      case MARKS_WITHOUT_PROLONGING ->
          plain()
              .mark(
                  claim,
                  new Mark(mark.provider(), mark.attempts(), mark.doubts(), Duration.ofMinutes(1)));
      default -> plain().mark(claims.used(claim), mark);
    };
  }

  @Override
  public boolean settle(Claim claim, Settlement given) {
    Settlement settlement =
        flaw == FORGETS_ROUNDS && given.state() == OutboxState.WAITING
            ? Settlement.later(given.delay(), given.attempts(), 0, given.doubts(), given.detail())
            : given;
    return plain().settle(claims.used(claim), settlement) || flaw == SETTLES_TWICE;
  }

  @Override
  public void hasten(int mostRounds) {
    plain().hasten(flaw == HASTENS_EVERYTHING ? Integer.MAX_VALUE : mostRounds);
  }

  @Override
  public OutboxCounts counts() {
    OutboxCounts counts = plain().counts();
    return flaw == COUNTS_NO_BYTES
        ? new OutboxCounts(
            counts.byState(), 0, counts.oldest(), counts.maxMessages(), counts.maxBytes())
        : counts;
  }

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return plain().find(id);
  }

  @Override
  public List<OutboxEntry> list(OutboxState state, int most) {
    List<OutboxEntry> list = plain().list(state, most);
    return flaw == LISTS_THE_YOUNGEST_FIRST ? FlawedClaims.reversed(list) : list;
  }

  @Override
  public boolean retry(MessageId id) {
    boolean sent = find(id).filter(entry -> entry.state() == OutboxState.SENT).isPresent();
    return plain().retry(id) || (flaw == RETRIES_WHAT_WAS_SENT && sent);
  }

  @Override
  public int purge(OutboxState state, Duration age) {
    if (flaw == PURGES_WHAT_IS_LIVE && state.isLive()) {
      return 0;
    }
    return plain().purge(state, flaw == PURGES_WHATEVER_THE_AGE ? Duration.ZERO : age);
  }

  @Override
  public void close() {
    if (flaw == LOSES_WHAT_IT_HELD_WHEN_CLOSED) {
      turned = new TurnedOutbox(limits);
    }
  }
}
