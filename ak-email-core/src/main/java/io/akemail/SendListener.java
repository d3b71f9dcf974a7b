package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.status.StatusChange;

/**
 * Is told what happens.
 *
 * <p>Each listener is called on a thread of its own, one event at a time, in the order of the
 * events as seen by one sender. Told at most once: when a listener falls more than 1,024 events
 * behind, further ones are dropped and counted in the log, and events still waiting when the sender
 * is closed may be dropped. A listener that throws or hangs disturbs nobody else. All methods do
 * nothing by default.
 */
public interface SendListener {

  /** An attempt ended, whatever its outcome. */
  default void attemptEnded(MessageId message, Attempt attempt) {}

  /** A provider accepted a message; after its {@code attemptEnded}. */
  default void sent(Receipt receipt) {}

  /** No provider could take a message now, or nobody was asked yet; it waits in the outbox. */
  default void queued(Receipt receipt) {}

  /**
   * A send failed: the same exception went to the caller. For a message out of the outbox: it ended
   * without a known acceptance, and its entry there says so.
   */
  default void failed(EmailException failure) {}

  /** A provider's state changed. */
  default void statusChanged(StatusChange change) {}

  /** A person should know, or is needed; or that is over. */
  default void alert(Alert alert) {}
}
