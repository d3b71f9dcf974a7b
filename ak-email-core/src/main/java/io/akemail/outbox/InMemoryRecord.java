package io.akemail.outbox;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of the {@link InMemoryOutbox}, which guards it. */
final class InMemoryRecord {
  private final MessageId id;
  private final @Nullable String dedupeKey;
  private final Instant added;
  private final @Nullable Instant deliverBefore;
  private final long size;

  /** Empty once it is sent. */
  private byte[] content;

  private OutboxState state = OutboxState.WAITING;
  private Instant changed;
  private Instant due;
  private Instant expires;
  private int attempts;
  private int rounds;
  private long version;

  /** Until when a claim holds; null while nobody has claimed it. */
  private @Nullable Instant lease;

  /** Since when it may have been accepted where. */
  private Map<ProviderId, Instant> doubts = Map.of();

  /** Where the attempt is made that was marked, or who accepted it. */
  private @Nullable ProviderId provider;

  private Instant marked;
  private @Nullable String providerMessageId;
  private boolean possibleDuplicate;
  private String detail = "";

  /**
   * A message that waits.
   *
   * @param deliverBefore by the outbox's clock; null if it has no such time
   */
  InMemoryRecord(
      Submission submission,
      byte[] content,
      Instant now,
      @Nullable Instant deliverBefore,
      Duration timeToLive) {
    EmailMessage message = submission.message();
    this.id = message.id();
    this.dedupeKey = message.dedupeKey().orElse(null);
    this.content = content;
    this.size = content.length;
    this.deliverBefore = deliverBefore;
    this.added = now;
    this.changed = now;
    this.marked = now;
    this.expires = expiry(now, timeToLive);
    this.due = earlier(now.plus(submission.delay()), expires);
    this.attempts = submission.attempts();
    this.doubts = since(submission.doubts(), now);
  }

  private Instant expiry(Instant now, Duration timeToLive) {
    Instant latest = now.plus(timeToLive);
    return deliverBefore == null ? latest : earlier(latest, deliverBefore);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** A provider that was in doubt before has been so for as long as before at least. */
  private Map<ProviderId, Instant> since(List<Doubt> told, Instant now) {
    Map<ProviderId, Instant> since = new LinkedHashMap<>();
    for (Doubt doubt : told) {
      Instant first = now.minus(doubt.age());
      since.put(doubt.provider(), earlier(first, doubts.getOrDefault(doubt.provider(), first)));
    }
    return since;
  }

  MessageId id() {
    return id;
  }

  OutboxState state() {
    return state;
  }

  long size() {
    return size;
  }

  byte[] content() {
    return content;
  }

  Instant added() {
    return added;
  }

  Instant due() {
    return due;
  }

  @Nullable String dedupeKey() {
    return dedupeKey;
  }

  boolean isClaimable(Instant now) {
    return state.isLive() && !now.isBefore(lease == null ? due : lease);
  }

  /** Whether nobody has claimed it since, and it was not settled. */
  boolean isHeldBy(Claim claim) {
    return lease != null && version == claim.version();
  }

  boolean isUnchangedSince(Instant time) {
    return !changed.isAfter(time);
  }

  /** What was being sent when its lease ended may have been accepted there. */
  void recover(Instant now) {
    if (state == OutboxState.SENDING && provider != null) {
      Map<ProviderId, Instant> more = new LinkedHashMap<>(doubts);
      more.merge(provider, marked, InMemoryRecord::earlier);
      doubts = more;
      provider = null;
      change(OutboxState.WAITING, now);
    }
  }

  Claim claim(EmailMessage message, Instant now, Duration span) {
    version++;
    lease = now.plus(span);
    List<Doubt> told = new ArrayList<>();
    doubts.forEach((at, since) -> told.add(new Doubt(at, Duration.between(since, now))));
    Duration left = Duration.between(now, expires);
    return new Claim(message, version, left, attempts, rounds, told, possibleDuplicate);
  }

  void mark(Mark mark, Instant now) {
    if (!mark.provider().equals(provider)) {
      provider = mark.provider();
      marked = now;
    }
    change(OutboxState.SENDING, now);
    attempts = mark.attempts();
    doubts = since(mark.doubts(), now);
    lease = now.plus(mark.lease());
  }

  void settle(Settlement settlement, Instant now) {
    end(settlement.state(), settlement.detail(), now);
    due = earlier(now.plus(settlement.delay()), expires);
    attempts = settlement.attempts();
    rounds = settlement.rounds();
    doubts = since(settlement.doubts(), now);
    provider = settlement.provider();
    providerMessageId = settlement.providerMessageId();
    possibleDuplicate |= settlement.possibleDuplicate();
    if (state == OutboxState.SENT) {
      content = new byte[0];
    }
  }

  void damaged(String why, Instant now) {
    end(OutboxState.DAMAGED, why, now);
  }

  private void end(OutboxState next, String why, Instant now) {
    change(next, now);
    detail = why;
    lease = null;
  }

  void retry(Instant now, Duration timeToLive) {
    possibleDuplicate |= state == OutboxState.UNKNOWN || !doubts.isEmpty();
    doubts = Map.of();
    provider = null;
    end(OutboxState.WAITING, "waits again since a person said so", now);
    expires = expiry(now, timeToLive);
    due = earlier(now, expires);
    rounds = 0;
  }

  void hasten(int mostRounds, Instant now) {
    if (state == OutboxState.WAITING && lease == null && rounds <= mostRounds) {
      due = earlier(now, due);
    }
  }

  private void change(OutboxState next, Instant now) {
    if (state != next) {
      state = next;
      changed = now;
    }
  }

  OutboxEntry entry() {
    return new OutboxEntry(
        id,
        state,
        added,
        changed,
        due,
        expires,
        attempts,
        provider,
        providerMessageId,
        possibleDuplicate || !doubts.isEmpty(),
        size,
        detail);
  }

  /** For tests: what a failing disk does. */
  void damage() {
    content = new byte[] {0};
  }
}
