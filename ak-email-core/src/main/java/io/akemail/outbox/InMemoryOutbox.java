package io.akemail.outbox;

import static java.util.Comparator.comparing;

import io.akemail.internal.TimeSource;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.OutboxException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outbox in this process. <b>It does not survive the process</b>: what waits when that ends, by
 * a crash or in good order, is lost without a trace. For tests, demonstrations, and hosts without a
 * disk that would rather wait than fail.
 *
 * <p>Messages are held as {@link MessageFormat} writes them, attachments included, until they are
 * sent; the limits count that. Thread-safe. Closing does nothing, so that several senders of one
 * process can share it.
 */
public final class InMemoryOutbox implements Outbox {
  private static final Logger log = LoggerFactory.getLogger(InMemoryOutbox.class);
  private static final Duration TIDY = Duration.ofMinutes(1);

  private final long maxMessages;
  private final long maxBytes;
  private final long maxMessageBytes;
  private final Duration timeToLive;
  private final Duration keepSent;
  private final TimeSource time;
  private final Instant start;
  private final long origin;

  /** The oldest first; guarded by this. */
  private final Map<MessageId, InMemoryRecord> records = new LinkedHashMap<>();

  private Instant tidied; // guarded by this

  private InMemoryOutbox(Builder values, TimeSource time) {
    this.maxMessages = values.maxMessages;
    this.maxBytes = values.maxBytes;
    this.maxMessageBytes = values.maxMessageBytes;
    this.timeToLive = values.timeToLive;
    this.keepSent = values.keepSent;
    this.time = time;
    this.start = time.instant();
    this.origin = time.nanos();
    this.tidied = start;
  }

  /** An empty outbox with the default limits. */
  public static InMemoryOutbox create() {
    return builder().build();
  }

  /** Begins with the default limits. */
  public static Builder builder() {
    return new Builder();
  }

  /** The outbox's own clock: no jump of the machine's wall clock moves it. */
  private Instant now() {
    return start.plusNanos(time.nanos() - origin);
  }

  @Override
  public void add(Submission submission) {
    EmailMessage message = submission.message();
    if (isHere(message.id())) {
      return;
    }
    // outside of the lock, since a source may be slow
    byte[] content = MessageFormat.write(message, Math.min(maxMessageBytes, maxBytes));
    add(submission, content);
  }

  private synchronized void add(Submission submission, byte[] content) {
    EmailMessage message = submission.message();
    if (isHere(message.id())) {
      return;
    }
    requireNoOther(message.dedupeKey().orElse(null));
    requireRoom(content.length);
    Instant now = now();
    Instant wall = time.instant();
    Instant end =
        message
            .deliverBefore()
            .map(before -> now.plus(Duration.between(wall, before)))
            .orElse(null);
    records.put(message.id(), new InMemoryRecord(submission, content, now, end, timeToLive));
  }

  private synchronized boolean isHere(MessageId id) {
    InMemoryRecord known = records.get(id);
    if (known == null) {
      return false;
    }
    if (known.state().isLive() || known.state() == OutboxState.SENT) {
      return true;
    }
    throw new OutboxException(
        Reason.DUPLICATE, "the message was here before and is " + known.state(), null);
  }

  private void requireNoOther(@Nullable String dedupeKey) {
    if (dedupeKey == null) {
      return;
    }
    boolean taken =
        records.values().stream()
            .filter(record -> record.state().isLive())
            .anyMatch(record -> dedupeKey.equals(record.dedupeKey()));
    if (taken) {
      throw new OutboxException(
          Reason.DUPLICATE, "another message with its dedupe key waits to be sent", null);
    }
  }

  private void requireRoom(int bytes) {
    long liveMessages = 0;
    long liveBytes = bytes;
    for (InMemoryRecord record : records.values()) {
      if (record.state().isLive()) {
        liveMessages++;
        liveBytes += record.size();
      }
    }
    if (liveMessages >= maxMessages) {
      throw full(maxMessages + " messages");
    }
    if (liveBytes > maxBytes) {
      throw full(maxBytes + " bytes");
    }
  }

  private static OutboxException full(String limit) {
    String text = "the outbox is full: no more than " + limit + " may wait";
    return new OutboxException(Reason.FULL, text, null);
  }

  @Override
  public synchronized List<Claim> claim(int most, Duration lease) {
    if (most < 1) {
      throw new IllegalArgumentException("most: must be at least 1, is " + most);
    }
    Instant now = now();
    tidy(now);
    List<InMemoryRecord> due =
        records.values().stream()
            .filter(record -> record.isClaimable(now))
            .sorted(comparing(InMemoryRecord::due))
            .toList();
    List<Claim> claims = new ArrayList<>();
    for (InMemoryRecord record : due) {
      if (claims.size() == most) {
        break;
      }
      record.recover(now);
      EmailMessage message = readable(record, now);
      if (message != null) {
        claims.add(record.claim(message, now, lease));
      }
    }
    return claims;
  }

  private static @Nullable EmailMessage readable(InMemoryRecord record, Instant now) {
    try {
      return MessageFormat.read(record.content());
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      log.error("message {} in the outbox cannot be read and is set aside: {}", record.id(), why);
      record.damaged(why, now);
      return null;
    }
  }

  private void tidy(Instant now) {
    if (now.isBefore(tidied.plus(TIDY))) {
      return;
    }
    tidied = now;
    int deleted = purge(OutboxState.SENT, keepSent);
    if (deleted > 0) {
      log.info("{} messages sent more than {} ago are not known any more", deleted, keepSent);
    }
  }

  private @Nullable InMemoryRecord held(Claim claim) {
    InMemoryRecord record = records.get(claim.id());
    return record != null && record.isHeldBy(claim) ? record : null;
  }

  @Override
  public synchronized boolean mark(Claim claim, Mark mark) {
    InMemoryRecord record = held(claim);
    if (record == null) {
      return false;
    }
    record.mark(mark, now());
    return true;
  }

  @Override
  public synchronized boolean settle(Claim claim, Settlement settlement) {
    InMemoryRecord record = held(claim);
    if (record == null) {
      return false;
    }
    record.settle(settlement, now());
    return true;
  }

  @Override
  public synchronized void hasten(int mostRounds) {
    Instant now = now();
    records.values().forEach(record -> record.hasten(mostRounds, now));
  }

  @Override
  public synchronized OutboxCounts counts() {
    Instant now = now();
    Map<OutboxState, Long> byState = new EnumMap<>(OutboxState.class);
    long liveBytes = 0;
    Duration oldest = null;
    for (InMemoryRecord record : records.values()) {
      byState.merge(record.state(), 1L, Long::sum);
      if (record.state().isLive()) {
        liveBytes += record.size();
        oldest = oldest == null ? Duration.between(record.added(), now) : oldest;
      }
    }
    return new OutboxCounts(byState, liveBytes, oldest, maxMessages, maxBytes);
  }

  @Override
  public synchronized Optional<OutboxEntry> find(MessageId id) {
    return Optional.ofNullable(records.get(id)).map(InMemoryRecord::entry);
  }

  @Override
  public synchronized List<OutboxEntry> list(OutboxState state, int most) {
    return in(state).limit(most).map(InMemoryRecord::entry).toList();
  }

  private Stream<InMemoryRecord> in(OutboxState state) {
    return records.values().stream().filter(record -> record.state() == state);
  }

  @Override
  public synchronized boolean retry(MessageId id) {
    InMemoryRecord record = records.get(id);
    if (record == null || record.state().isLive() || record.state() == OutboxState.SENT) {
      return false;
    }
    requireNoOther(record.dedupeKey());
    record.retry(now(), timeToLive);
    return true;
  }

  @Override
  public synchronized int purge(OutboxState state, Duration age) {
    if (state.isLive()) {
      throw new IllegalArgumentException("state: a message that is " + state + " has not ended");
    }
    Instant latest = now().minus(age);
    List<MessageId> old =
        in(state)
            .filter(record -> record.isUnchangedSince(latest))
            .map(InMemoryRecord::id)
            .toList();
    old.forEach(records::remove);
    return old.size();
  }

  /** For tests: makes the stored bytes unreadable. */
  synchronized void damage(MessageId id) {
    Objects.requireNonNull(records.get(id), "id").damage();
  }

  @Override
  public void close() {
    // nothing is held open
  }

  /** {@return how many messages are in which state} */
  @Override
  public String toString() {
    return "InMemoryOutbox" + counts().byState();
  }

  /** Collects limits; checked all together by {@link #build}. Not thread-safe. */
  public static final class Builder {
    private long maxMessages = 10_000;
    private long maxBytes = 256L << 20;
    private long maxMessageBytes = 40L << 20;
    private Duration timeToLive = Duration.ofHours(24);
    private Duration keepSent = Duration.ofDays(7);

    private Builder() {}

    /** How many messages may wait to be sent. Default 10,000; 1 to 100,000. */
    public Builder maxMessages(long value) {
      this.maxMessages = value;
      return this;
    }

    /** How many bytes of messages may wait to be sent. Default 256 MiB; 1 KiB to 1 TiB. */
    public Builder maxBytes(long value) {
      this.maxBytes = value;
      return this;
    }

    /**
     * How many bytes one message may take, attachments in base64 included. Default 40 MiB; 1 KiB to
     * 1 GiB. Never more than {@link #maxBytes} all the same.
     */
    public Builder maxMessageBytes(long value) {
      this.maxMessageBytes = value;
      return this;
    }

    /** After what time a message expires at the latest. Default 24 hours; 1 s to 366 days. */
    public Builder timeToLive(Duration value) {
      this.timeToLive = Objects.requireNonNull(value, "timeToLive");
      return this;
    }

    /**
     * How long it is known that a message was sent; after that the same message would be taken for
     * a new one. Default 7 days; 0 to 3,660 days. Messages with another end are kept until they are
     * purged.
     */
    public Builder keepSent(Duration value) {
      this.keepSent = Objects.requireNonNull(value, "keepSent");
      return this;
    }

    /**
     * Makes the outbox.
     *
     * @throws IllegalArgumentException naming every limit out of its range
     */
    public InMemoryOutbox build() {
      return build(TimeSource.SYSTEM);
    }

    InMemoryOutbox build(TimeSource time) {
      List<String> problems = new ArrayList<>();
      require(problems, "maxMessages", maxMessages, 1L, 100_000L);
      require(problems, "maxBytes", maxBytes, 1L << 10, 1L << 40);
      require(problems, "maxMessageBytes", maxMessageBytes, 1L << 10, 1L << 30);
      require(problems, "timeToLive", timeToLive, Duration.ofSeconds(1), Duration.ofDays(366));
      require(problems, "keepSent", keepSent, Duration.ZERO, Duration.ofDays(3_660));
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException("outbox limits: " + String.join("; ", problems));
      }
      return new InMemoryOutbox(this, time);
    }

    private static <T extends Comparable<T>> void require(
        List<String> problems, String name, T value, T least, T most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        problems.add(name + ": must be " + least + " to " + most + ", is " + value);
      }
    }
  }
}
