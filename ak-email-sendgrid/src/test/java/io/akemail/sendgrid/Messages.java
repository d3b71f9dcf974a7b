package io.akemail.sendgrid;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.MessageId;
import io.akemail.message.Tracking;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One message for each feature, always the same. */
final class Messages {
  static final byte[] BYTES = "attached, with \u00fcmlaut\n".getBytes(StandardCharsets.UTF_8);
  static final String DYNAMIC = "d-0123456789abcdef0123456789abcdef";
  static final String LEGACY = "13b8f94f-bcae-4ec6-b752-70d6cb59f932";

  /** A message, and the settings of the provider that sends it. */
  record Feature(Consumer<SendGrid.Builder> settings, EmailMessage message) {}

  private Messages() {}

  static EmailMessage.Builder sender() {
    return EmailMessage.builder()
        .messageId(MessageId.of("0123456789abcdef@shop.example"))
        .from("Shop <orders@shop.example>");
  }

  static EmailMessage.Builder base() {
    return sender()
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.")
        .html("<p>Thank you.</p>");
  }

  static EmailMessage.Builder templated(String template) {
    return sender().to("ada@example.org").template("sendgrid", template);
  }

  static EmailMessage plain() {
    return base().build();
  }

  static Map<String, Feature> all() {
    Map<String, Feature> all = new LinkedHashMap<>();
    add(all, "plain", base());
    add(all, "html-alone", sender().to("ada@example.org").subject("s").html("<p>Hi.</p>"));
    add(
        all,
        "odd-text",
        base()
            .to(EmailAddress.of("zoe@b\u00fccher.example", "Zo\u00eb \"Z\""))
            .subject("Gr\u00fc\u00dfe \ud83d\ude80")
            .text("one\r\ntwo \"three\" \\ \u2028 {{braces}} </script>")
            .html("<p>\u05e9\u05dc\u05d5\u05dd &amp; \ud83d\ude80</p>"));
    add(
        all,
        "recipients",
        base().to("Bea <bea@example.org>").cc("Cy <cy@example.org>").bcc("dee@example.org"));
    add(all, "reply-to", base().replyTo("Help Desk <help@shop.example>"));
    add(all, "several-reply-to", base().replyTo("a@shop.example", "B <b@shop.example>"));
    add(
        all,
        "attachments",
        base()
            .attach(Attachment.of("report 1.pdf", "application/pdf", BYTES))
            .attach(Attachment.of("data.bin", "application/octet-stream", new byte[] {0, -1}))
            .inlineImage("logo", "image/png", new byte[] {1, 2, 3}));
    add(all, "headers", base().header("X-Order", "4711").header("Precedence", "bulk"));
    add(all, "tags", base().tag("order").tag("first time"));
    add(all, "metadata", base().metadata("order", "4711").metadata("shop", "\u00fc"));
    add(all, "dynamic-template", templated(DYNAMIC).mergeData("cart", cart()));
    add(all, "template-without-data", templated(DYNAMIC));
    add(all, "legacy-template", templated(LEGACY).mergeData("-name-", "Ada"));
    add(
        all,
        "template-for-the-id",
        builder -> builder.id("sendgrid-two"),
        templated(DYNAMIC).template("sendgrid-two", "d-two"));
    add(
        all,
        "personalizations",
        sender()
            .subject("s")
            .text("t")
            .personalization("Ada <ada@example.org>", Map.of())
            .personalization("bea@example.org", Map.of()));
    add(
        all,
        "personalizations-with-data",
        sender()
            .template("sendgrid", DYNAMIC)
            .mergeData("greeting", "Hello")
            .mergeData("city", "London")
            .personalization("ada@example.org", Map.of("city", "Paris"))
            .personalization("bea@example.org", Map.of("age", 36))
            .personalization("cy@example.org", Map.of()));
    add(
        all,
        "one-personalization",
        sender().subject("s").text("t").personalization("ada@example.org", Map.of()));
    add(all, "send-at", base().sendAt(Instant.parse("2026-01-02T03:04:05.999Z")));
    add(all, "tracking-on", base().openTracking(Tracking.ON).clickTracking(Tracking.ON));
    add(all, "tracking-off", base().openTracking(Tracking.OFF).clickTracking(Tracking.OFF));
    add(all, "open-tracking-alone", base().openTracking(Tracking.OFF));
    add(
        all,
        "list-unsubscribe",
        base()
            .header("X-Order", "4711")
            .listUnsubscribe(
                ListUnsubscribe.oneClick(
                    URI.create("https://shop.example/u?t=1"), "u@shop.example")));
    add(
        all,
        "list-unsubscribe-by-mail",
        base().listUnsubscribe(ListUnsubscribe.mailto("u@shop.example")));
    add(all, "sandbox", SendGrid.Builder::sandbox, base());
    add(all, "on-behalf-of", builder -> builder.onBehalfOf("sub-user"), base());
    add(
        all,
        "unicode-from-name",
        SendGrid.Builder::unicodeFromName,
        base().from(EmailAddress.of("orders@shop.example", "B\u00e4cker; & Co., Ltd.")));
    add(
        all,
        "options",
        SendGrid.Builder::sandbox,
        base()
            .openTracking(Tracking.ON)
            .providerOption("sendgrid", "asm", Map.of("group_id", 12))
            .providerOption("sendgrid", "ip_pool_name", "pool")
            .providerOption("sendgrid", "mail_settings", Map.of("footer", Map.of("enable", false)))
            .providerOption(
                "sendgrid", "tracking_settings", Map.of("ganalytics", Map.of("enable", true))));
    add(all, "options-for-the-id", builder -> builder.id("sendgrid-two"), optionsForTheId());
    return all;
  }

  private static EmailMessage.Builder optionsForTheId() {
    return base()
        .providerOption("sendgrid", "batch_id", "of-the-type")
        .providerOption("sendgrid-two", "tracking_settings", Map.of("ganalytics", Map.of()))
        .providerOption("sendgrid-two", "mail_settings", Map.of());
  }

  private static Map<String, Object> cart() {
    Map<String, Object> cart = new LinkedHashMap<>();
    cart.put("items", List.of(Map.of("name", "T\u00e9"), "two", 3, 4.5, true));
    cart.put("coupon", null);
    cart.put("nested", Arrays.asList(List.of(), null, Map.of()));
    return cart;
  }

  private static void add(Map<String, Feature> all, String name, EmailMessage.Builder message) {
    add(all, name, builder -> {}, message);
  }

  private static void add(
      Map<String, Feature> all,
      String name,
      Consumer<SendGrid.Builder> settings,
      EmailMessage.Builder message) {
    all.put(name, new Feature(settings, message.build()));
  }
}
