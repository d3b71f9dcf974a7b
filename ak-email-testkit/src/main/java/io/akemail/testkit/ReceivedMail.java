package io.akemail.testkit;

import java.util.List;

/**
 * A mail as a {@link ProviderServer} understood it from a request.
 *
 * @param messageId this library's message id as found in the request; for requests without one, the
 *     provider's id
 * @param recipients the addresses it goes to, in the order of the request
 * @param providerMessageId the id under which the server takes it
 */
public record ReceivedMail(String messageId, List<String> recipients, String providerMessageId) {
  /** Copies the list. */
  public ReceivedMail {
    recipients = List.copyOf(recipients);
  }
}
