package io.akemail.message;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builders that are valid as they are. Each text in {@link #full} holds {@link #MARK}. */
final class Samples {
  /** Stands in no text of the library. */
  static final String MARK = "zq7";

  private Samples() {}

  static EmailMessage.Builder plain() {
    return EmailMessage.builder()
        .from("sender@example.org")
        .to("ada@example.org")
        .subject("Hello")
        .text("Hello, Ada.");
  }

  static EmailMessage.Builder templated() {
    return EmailMessage.builder()
        .from("sender@example.org")
        .to("ada@example.org")
        .template("sendgrid", "d-1");
  }

  static EmailMessage.Builder personal() {
    return EmailMessage.builder().from("sender@example.org").template("sendgrid", "d-1");
  }

  /** Everything that goes together with content of its own. */
  static EmailMessage.Builder full() {
    return EmailMessage.builder()
        .from("From zq7 <from-zq7@example.org>")
        .to("to-zq7@example.org", "to2-zq7@example.org")
        .cc("Cc <cc-zq7@example.org>")
        .bcc("bcc-zq7@example.org")
        .replyTo("reply-zq7@example.org")
        .subject("subject zq7")
        .text("text zq7")
        .html("<p>html zq7</p>")
        .attach(Attachment.of("zq7.txt", "text/zq7", new byte[] {1}))
        .inlineImage("image-zq7", "image/png", new byte[] {2})
        .header("X-zq7", "header zq7")
        .header("A-second", "2 zq7")
        .tag("tag-zq7")
        .tag("a-second-zq7")
        .metadata("key-zq7", "value zq7")
        .metadata("a", "")
        .sendAt(Instant.parse("2030-01-01T00:00:00Z"))
        .deliverBefore(Instant.parse("2030-01-02T00:00:00Z"))
        .openTracking(Tracking.ON)
        .clickTracking(Tracking.OFF)
        .listUnsubscribe(ListUnsubscribe.oneClick(URI.create("https://example.org/zq7")))
        .deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE)
        .dedupeKey("dedupe-zq7")
        .providerOption("sendgrid", "ip_pool_name", "pool zq7")
        .providerOption("sendgrid", "asm", Map.of("group_id", 7))
        .providerOption("sparkpost", "options", Arrays.asList(1, null));
  }

  /** Everything that goes together with a template. */
  static EmailMessage.Builder fullTemplated() {
    return personal()
        .template("sparkpost", "welcome-zq7")
        .mergeData("name", "zq7")
        .mergeData("nothing", null)
        .mergeData("list", List.of(1, Map.of("a", true)))
        .personalization("ada-zq7@example.org", Map.of("name", "Ada zq7"))
        .personalization(EmailAddress.of("bob-zq7@example.org"), Map.of());
  }
}
