package io.akemail.mailgun;

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

  /** A message, and the settings of the provider that sends it. */
  record Feature(Consumer<Mailgun.Builder> settings, EmailMessage message) {}

  private Messages() {}

  static EmailMessage.Builder sender() {
    return EmailMessage.builder()
        .messageId(MessageId.of("0123456789abcdef@shop.example"))
        .from("Shop <orders@shop.example>");
  }

  static EmailMessage.Builder base() {
    return sender()
        .to("Ada <ada@example.org>")
        .subject("Your order")
        .text("Thank you.")
        .html("<p>Thank you.</p>");
  }

  static EmailMessage.Builder templated() {
    return templated(sender().to("ada@example.org"));
  }

  private static EmailMessage.Builder templated(EmailMessage.Builder message) {
    return message.template("mailgun", "order-template");
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
            .from(EmailAddress.of("orders@shop.example", "B\u00e4cker & Co."))
            .to(EmailAddress.of("zoe@b\u00fccher.example", "Zo\u00eb \ud83d\ude80"))
            .subject("Gr\u00fc\u00dfe \ud83d\ude80")
            .text("one\r\ntwo \"three\" \\ \u2028 {{braces}} 100% %recipient.x% --ak- </script>")
            .html("<p>\u05e9\u05dc\u05d5\u05dd {{ if }} &amp; \ud83d\ude80</p>"));
    add(
        all,
        "recipients",
        base()
            .to(EmailAddress.of("bea@example.org", "Lovelace, Bea"))
            .cc("Cy <cy@example.org>", "cleo@example.org")
            .bcc("Dee <dee@example.org>"));
    add(all, "one-to-and-bcc", base().bcc("dee@example.org"));
    add(all, "reply-to", base().replyTo(EmailAddress.of("help@shop.example", "Help, Desk")));
    add(
        all,
        "several-reply-to",
        base().replyTo("a@shop.example", "J\u00fcrgen \ud83d\ude80 <b@shop.example>"));
    add(
        all,
        "attachments",
        base()
            .attach(Attachment.of("\u00fcbersicht 1.pdf", "application/pdf", BYTES))
            .inlineImage("logo", "image/png", new byte[] {1, 2, 3})
            .attach(Attachment.of("data.csv", "text/csv; charset=utf-8", new byte[] {0, -1})));
    add(all, "headers", base().header("X-Order", "4711 \u00fc").cc("cy@example.org"));
    add(all, "one-tag", base().tag("order"));
    add(all, "several-tags", base().tag("order").tag("first").to("bea@example.org"));
    add(all, "metadata", base().metadata("order", "4711").metadata("empty", ""));
    add(all, "template", templated().mergeData("cart", cart()).replyTo("help@shop.example"));
    add(all, "template-to-several", templated().to("Bea <bea@example.org>").bcc("dee@example.org"));
    add(
        all,
        "template-for-the-id",
        builder -> builder.id("mailgun-eu"),
        templated().template("mailgun-eu", "other-template"));
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
            .template("mailgun", "order-template")
            .mergeData("greeting", "Hello")
            .personalization("Ada <ada@example.org>", Map.of("city", "Paris"))
            .personalization("bea@example.org", ofBea())
            .personalization("cy@example.org", Map.of()));
    add(
        all,
        "one-personalization",
        templated(sender())
            .mergeData("cart", cart())
            .mergeData("name", "nobody")
            .personalization("ada@example.org", Map.of("name", "\"Ada\" <b> %recipient%")));
    add(all, "send-at", base().sendAt(Instant.parse("2026-01-02T03:04:05.999Z")));
    add(all, "tracking-on", base().openTracking(Tracking.ON).clickTracking(Tracking.ON));
    add(all, "tracking-off", base().openTracking(Tracking.OFF).clickTracking(Tracking.OFF));
    add(all, "sandbox", Mailgun.Builder::sandbox, base());
    add(
        all,
        "list-unsubscribe",
        base()
            .listUnsubscribe(
                ListUnsubscribe.oneClick(
                    URI.create("https://shop.example/u"), "leave@shop.example")));
    add(
        all,
        "options",
        base()
            .openTracking(Tracking.ON)
            .providerOption("mailgun", "o:tracking-clicks", "htmlonly")
            .providerOption("mailgun", "o:require-tls", true)
            .providerOption("mailgun", "o:skip-verification", false)
            .providerOption("mailgun", "t:version", 2));
    return all;
  }

  private static Map<String, Object> ofBea() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("age", 36);
    data.put("greeting", "Hi, O'Bea");
    return data;
  }

  private static Map<String, Object> cart() {
    Map<String, Object> cart = new LinkedHashMap<>();
    cart.put("items", List.of(Map.of("name", "T\u00e9"), "{{two}}", 3, 4.5, true));
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
      Consumer<Mailgun.Builder> settings,
      EmailMessage.Builder message) {
    all.put(name, new Feature(settings, message.build()));
  }
}
