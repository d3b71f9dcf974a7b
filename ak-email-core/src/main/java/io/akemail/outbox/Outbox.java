package io.akemail.outbox;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Storage of messages that wait to be sent. What was added is there until a person purges it, or
 * its own stated time for sent messages is over.
 *
 * <p>Only storage: it sends nothing and decides nothing. A sender that was given an outbox adds
 * what no provider could take, and a relay of that sender claims and sends. Several senders, in
 * several processes, may share one outbox. Times are measured by the outbox's one clock.
 * Implementations are thread-safe, and are held against the {@code OutboxContract} of the testkit.
 *
 * <p>Every method throws {@link OutboxException} when the storage fails.
 */
public interface Outbox extends AutoCloseable {

  /**
   * Stores a message; when this returns, it is as durable as the outbox promises. A message that is
   * here already and still to be sent, or sent, is left as it is: adding it again after a doubtful
   * failure is safe.
   *
   * <p>The message expires at its {@link EmailMessage#deliverBefore}, or after a time that the
   * outbox states, whichever comes first. One that would wait longer than that is due when it
   * expires, so that its end is not late.
   *
   * @throws OutboxException with {@link OutboxException.Reason#FULL}, {@code TOO_LARGE}, {@code
   *     DUPLICATE}, {@code ATTACHMENT}, {@code STORAGE} or {@code UNCERTAIN}
   */
  void add(Submission submission);

  /**
   * Takes messages that are due and that nobody holds, those that are due longest first, expired
   * ones among them. A message in the state {@code SENDING} whose lease is over is claimed too,
   * with its provider among the doubts.
   *
   * <p>A record that cannot be read is made {@code DAMAGED} and logged, and the rest is claimed.
   *
   * @param most how many, at least 1
   * @param lease for how long nobody else gets them, unless {@link #mark} says more
   * @return at most so many; empty if nothing is due
   */
  List<Claim> claim(int most, Duration lease);

  /**
   * Makes durable that an attempt is about to be made; the state becomes {@code SENDING}.
   *
   * @return false if the claim is lost; then the attempt must not be made
   */
  boolean mark(Claim claim, Mark mark);

  /**
   * Makes durable what became of a claimed message, and gives the claim back.
   *
   * @return false if the claim was lost; then nothing was changed
   */
  boolean settle(Claim claim, Settlement settlement);

  /**
   * Makes due at once what waits after at most so many rounds: a provider came back.
   *
   * @param mostRounds messages that failed more often keep waiting
   */
  void hasten(int mostRounds);

  /** How full it is. May be up to a second old. */
  OutboxCounts counts();

  /** One message, in whatever state. */
  Optional<OutboxEntry> find(MessageId id);

  /**
   * The messages in one state, the oldest first.
   *
   * @param most at least 1
   */
  List<OutboxEntry> list(OutboxState state, int most);

  /**
   * Makes a message that has ended, but was not sent, wait again from now on with all its time. If
   * it was {@code UNKNOWN} this may make a second copy, and what is sent is flagged so.
   *
   * @return false if there is no such message, or it is live or sent
   * @throws OutboxException with {@link OutboxException.Reason#DUPLICATE} if another live message
   *     has its dedupe key by now; then nothing was changed
   */
  boolean retry(MessageId id);

  /**
   * Deletes messages that have ended.
   *
   * @param state an end
   * @param age only those whose state has not changed for so long
   * @return how many
   * @throws IllegalArgumentException if the state is not an end
   */
  int purge(OutboxState state, Duration age);

  /** Releases what is held open; the sender that was given the outbox calls it. */
  @Override
  void close();
}
