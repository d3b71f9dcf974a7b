package io.akemail.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call that a {@link ProviderServer} got, told when its fate is known.
 *
 * @param atNanos when the request had been read, on the scale of {@link System#nanoTime}
 * @param toSend whether it was to the endpoint that takes mail; false for free endpoints
 * @param mail the mail in it, as far as it was understood; null if there was none
 * @param accepted whether the mail was taken, answered or not
 * @param status the status answered; 0 if the connection was reset, or hangs
 */
public record ServerCall(
    long atNanos, boolean toSend, @Nullable ReceivedMail mail, boolean accepted, int status) {

  /** The message id of the mail in it, if there is one. */
  public Optional<String> messageId() {
    return Optional.ofNullable(mail).map(ReceivedMail::messageId);
  }
}
