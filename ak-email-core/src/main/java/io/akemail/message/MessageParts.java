package io.akemail.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link MessageValidator} has checked: every collection is immutable. */
record MessageParts(
    MessageId id,
    EmailAddress from,
    List<EmailAddress> to,
    List<EmailAddress> cc,
    List<EmailAddress> bcc,
    List<EmailAddress> replyTo,
    List<Personalization> personalizations,
    List<EmailAddress> recipients,
    @Nullable String subject,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments,
    Map<String, String> headers,
    List<String> tags,
    Map<String, String> metadata,
    Map<String, String> templates,
    Map<String, @Nullable Object> mergeData,
    @Nullable Instant sendAt,
    Tracking openTracking,
    Tracking clickTracking,
    @Nullable ListUnsubscribe listUnsubscribe,
    DeliveryGuarantee deliveryGuarantee,
    @Nullable Instant deliverBefore,
    @Nullable String dedupeKey,
    Map<String, Map<String, @Nullable Object>> providerOptions) {

  /** Shows the id only. */
  @Override
  public String toString() {
    return "MessageParts[" + id + "]";
  }
}
