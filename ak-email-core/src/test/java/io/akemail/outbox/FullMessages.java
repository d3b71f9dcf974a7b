package io.akemail.outbox;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.MessageId;
import io.akemail.message.Tracking;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Two messages that have every field between them. Each text of a person's holds {@link #MARK}. */
final class FullMessages {
  static final String MARK = "zq7";

  private FullMessages() {}

  private static EmailMessage.Builder envelope(String id) {
    return EmailMessage.builder()
        .messageId(MessageId.of(id + "@example.org"))
        .from(EmailAddress.of("from-zq7@example.org", "\"From\" zq7, \u00fc"))
        .replyTo("reply-zq7@example.org", "Two zq7 <reply2-zq7@example.org>")
        .header("X-zq7", "header zq7 \u2028")
        .header("A-second", "2 zq7")
        .tag("tag-zq7")
        .tag("a-second-zq7")
        .metadata("key-zq7", "value zq7")
        .metadata("a", "")
        .openTracking(Tracking.ON)
        .clickTracking(Tracking.OFF)
        .deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE)
        .dedupeKey("dedupe-zq7")
        .providerOption("sendgrid", "ip_pool_name", "pool zq7")
        .providerOption("sendgrid", "asm", Map.of("group_id", 7))
        .providerOption("sparkpost", "options", Arrays.asList(1, null));
  }

  static EmailMessage withContent() {
    return envelope("content")
        .to("to-zq7@example.org", "to2-zq7@b\u00fccher.example")
        .cc("Cc <cc-zq7@example.org>")
        .bcc("bcc-zq7@example.org")
        .subject("subject zq7 \ud83d\ude80")
        .text("text zq7\r\n\t\"\\")
        .html("<p>html zq7 \u0001</p>")
        .attach(Attachment.of("zq7.txt", "text/zq7", "zq7 zq7".getBytes(StandardCharsets.US_ASCII)))
        .inlineImage("image-zq7", "image/png", new byte[] {0, -1, 2})
        .sendAt(Instant.parse("2030-01-01T00:00:00.000000001Z"))
        .deliverBefore(Instant.parse("2030-01-02T00:00:00Z"))
        .listUnsubscribe(
            ListUnsubscribe.oneClick(URI.create("https://example.org/zq7?u=1"), "zq7@example.org"))
        .build();
  }

  static EmailMessage withTemplate() {
    return envelope("template")
        .template("sparkpost", "welcome-zq7")
        .template("sendgrid", "d-zq7")
        .mergeData("name", "zq7")
        .mergeData("nothing", null)
        .mergeData("list", List.of(1, Map.of("a", true), List.of(), Map.of(), false))
        .mergeData("byte", (byte) -7)
        .mergeData("long", Long.MIN_VALUE)
        .mergeData("float", 1.0E10f)
        .mergeData("double", 0.1)
        .mergeData("decimal", new BigDecimal("1.10E+40"))
        .mergeData("integer", new BigInteger("123456789012345678901234567890"))
        .personalization("Ada <ada-zq7@example.org>", Map.of("name", "Ada zq7"))
        .personalization(EmailAddress.of("bob-zq7@example.org"), Map.of())
        .build();
  }
}
