package io.akemail.sendgrid;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one account is used, and which parts of a message are meant for it: those under its id, or
 * else those under the type.
 *
 * @param sandbox whether SendGrid only checks the messages
 * @param unicodeFromName whether a sender's name that is not ASCII is sent
 */
record SendGridSettings(ProviderId id, boolean sandbox, boolean unicodeFromName) {
  static final String TYPE = "sendgrid";

  /** The template for this provider; null if the message has none for it. */
  @Nullable String template(EmailMessage message) {
    return forThis(message.templates());
  }

  /** The members that the caller adds to the request; null if there are none. */
  @Nullable Map<String, @Nullable Object> options(EmailMessage message) {
    return forThis(message.providerOptions());
  }

  /** The key under which {@link #options} were found. */
  String optionsKey(EmailMessage message) {
    return message.providerOptions().containsKey(id.value()) ? id.value() : TYPE;
  }

  private <T> @Nullable T forThis(Map<String, T> byProvider) {
    if (byProvider.isEmpty()) {
      return null;
    }
    T own = byProvider.get(id.value());
    return own != null ? own : byProvider.get(TYPE);
  }
}
