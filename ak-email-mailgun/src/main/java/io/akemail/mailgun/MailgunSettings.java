package io.akemail.mailgun;

import io.akemail.message.EmailMessage;
import io.akemail.spi.ProviderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one domain at Mailgun is used, and which parts of a message are meant for it: those under its
 * id, or else those under the type.
 *
 * @param domain the sending domain
 * @param sandbox whether messages are sent in test mode
 * @param daysAhead how far ahead a message can be scheduled
 */
record MailgunSettings(ProviderId id, String domain, boolean sandbox, int daysAhead) {
  static final String TYPE = "mailgun";

  /** The template for this provider; null if the message has none for it. */
  @Nullable String template(EmailMessage message) {
    return forThis(message.templates());
  }

  /** The fields that the caller adds to the request; empty if there are none. */
  Map<String, @Nullable Object> options(EmailMessage message) {
    Map<String, @Nullable Object> options = forThis(message.providerOptions());
    return options == null ? Map.of() : options;
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
