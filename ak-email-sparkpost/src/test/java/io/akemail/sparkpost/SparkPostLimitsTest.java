package io.akemail.sparkpost;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Attachment;
import io.akemail.message.ContentSource;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is refused by name before any call, and what is just not refused. */
class SparkPostLimitsTest {
  private static final int ID_METADATA =
      "ak_message_id".length() + "0123456789abcdef@shop.example".length();

  private static EmailMessage.Builder base() {
    return Messages.base();
  }

  private static Map<String, EmailMessage.Builder> refused() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    people(all);
    braces(all);
    templates(all);
    sizes(all);
    all.put(
        "listUnsubscribe: SparkPost drops the header List-Unsubscribe",
        base().listUnsubscribe(ListUnsubscribe.oneClick(URI.create("https://shop.example/u"))));
    return all;
  }

  private static void people(Map<String, EmailMessage.Builder> all) {
    String unicode = ": SparkPost documents no Unicode before the '@' of an address";
    all.put("from" + unicode, base().from("z\u00f6e@shop.example"));
    all.put("to[1]" + unicode, base().to("z\u00f6e@example.org"));
    all.put("cc[0]" + unicode, base().cc("z\u00f6e@example.org"));
    all.put("bcc[0]" + unicode, base().bcc("z\u00f6e@example.org"));
    all.put("replyTo[0]" + unicode, base().replyTo("z\u00f6e@example.org"));
    all.put(
        "personalizations[1]" + unicode,
        inline()
            .personalization("a@b.example", Map.of())
            .personalization("z\u00f6e@b.example", Map.of()));
    all.put(
        "to: SparkPost shows no line To without a recipient in to",
        inline().cc("cy@example.org").bcc("dee@example.org"));
    EmailMessage.Builder many = inline();
    for (int i = 0; i < 3000; i++) {
      many.to(EmailAddress.of("r" + i + "@example.org", "x".repeat(20)));
    }
    for (int i = 0; i < 5500; i++) {
      many.bcc("b" + i + "@example.org");
    }
    all.put("to: shown to each recipient, more than the 300 MB that SparkPost takes", many);
  }

  private static void braces(Map<String, EmailMessage.Builder> all) {
    String braces = ": SparkPost would evaluate '{{' in a header as its template language";
    EmailAddress odd = EmailAddress.of("o@example.org", "{{name}}");
    all.put("from" + braces, base().from(odd));
    all.put("to[1]" + braces, base().to(odd));
    all.put("cc[0]" + braces, base().cc(odd));
    all.put("bcc[1]" + braces, base().bcc("a@example.org").bcc("{{a}}@example.org"));
    all.put("replyTo[0]" + braces, base().replyTo(odd));
    all.put("personalizations[0]" + braces, inline().personalization(odd, Map.of()));
    all.put("subject" + braces, base().subject("Dear {{name}"));
    all.put("headers[X-A]" + braces, base().header("X-A", "{{{a}}}"));
    all.put("headers[#0]" + braces, base().header("X-{{a}}", "a"));
    EmailMessage.Builder templated = Messages.templated().to(odd);
    all.put("to[1]" + braces + " ", templated);
  }

  private static void templates(Map<String, EmailMessage.Builder> all) {
    all.put(
        "templates: none for the provider sparkpost or the type sparkpost",
        Messages.sender().to("ada@example.org").template("sendgrid", "d-1"));
    String with = " with a template: SparkPost takes it from the template only";
    all.put("attachments" + with, Messages.templated().attach(file("a.txt")));
    all.put("headers" + with, Messages.templated().header("X-A", "a"));
    all.put("cc" + with, Messages.templated().cc("cy@example.org"));
    String numbers = ": SparkPost takes numbers of 32 bits only: give larger ones as text";
    all.put("mergeData" + numbers, Messages.templated().mergeData("n", List.of(2_147_483_648L)));
    all.put(
        "personalizations[1].data" + numbers,
        Messages.sender()
            .template("sparkpost", "t")
            .personalization("a@example.org", Map.of("n", new BigDecimal("1.5")))
            .personalization("b@example.org", Map.of("n", new BigInteger("-2147483649"))));
    all.put(
        "mergeData: SparkPost takes at most 100 KB",
        Messages.templated().mergeData("k", "\u00fc".repeat(50_000)));
    all.put(
        "personalizations[0].data: SparkPost takes at most 100 KB",
        Messages.sender()
            .template("sparkpost", "t")
            .personalization("a@example.org", Map.of("k", List.of("x".repeat(100_000)))));
  }

  private static void sizes(Map<String, EmailMessage.Builder> all) {
    all.put(
        "attachments[1].name: SparkPost takes at most 255 bytes",
        base().attach(file("a.txt")).attach(file("\u00fc".repeat(128))));
    all.put(
        "text, html and attachments: SparkPost takes at most 20 MB, attachments in base64",
        base().attach(Attachment.of("a.bin", "application/x-a", new byte[15_000_000])));
    EmailMessage.Builder eleven = base();
    for (int i = 0; i < 11; i++) {
      eleven.tag("t" + i);
    }
    all.put("tags: SparkPost takes at most 10", eleven);
    all.put(
        "tags[0]: SparkPost takes at most 64 bytes as the campaign",
        base().tag("\u00fc".repeat(33)));
    all.put(
        "metadata: SparkPost takes at most 10 KB, with the id of the message",
        base().metadata("k", "x".repeat(9_994 - ID_METADATA)));
  }

  @TestFactory
  Stream<DynamicTest> eachLimitIsToldByNameBeforeAnyCall() {
    return refused().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> checkRefused(each.getKey().strip(), each.getValue())));
  }

  private static void checkRefused(String why, EmailMessage.Builder builder) {
    EmailMessage message = builder.build();
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.cannotCarry(message, Instant.EPOCH)).contains(why);
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(new Outcome.Unsupported(why));
      assertThat(server.connections()).isZero();
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsJustWithinALimitIsCarried() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    all.put("one brace, and closing ones", base().subject("{ a } }} {").header("X-A", "}}"));
    all.put("braces in what is evaluated by nobody", base().text("{{a}}").tag("{{a}}"));
    all.put("255 bytes of a name", base().attach(file("\u00fc".repeat(127) + "a")));
    all.put(
        "20 MB",
        base()
            .text("x".repeat(3))
            .html("x")
            .attach(Attachment.of("a.bin", "application/x-a", new byte[14_999_997])));
    all.put("64 bytes of a campaign", base().tag("\u00fc".repeat(32)).tag("x".repeat(200)));
    all.put("metadata", base().metadata("k", "x".repeat(9_993 - ID_METADATA)));
    all.put("numbers", numbers());
    all.put(
        "an attachment that cannot be read",
        base()
            .attach(
                Attachment.of(
                    "a.bin",
                    "application/x-a",
                    () -> {
                      throw new IOException("gone");
                    })));
    all.put(
        "an attachment whose source is broken",
        base()
            .attach(
                Attachment.of(
                    "a.bin",
                    "application/x-a",
                    () -> {
                      throw new IllegalStateException("broken");
                    })));
    all.put("braces of a template's sender", bracesBesideATemplate());
    return all.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> assertThat(whyNot(each.getValue().build())).isNull()));
  }

  @Test
  void aSizeBeyondAllMeasureIsTooLarge() {
    Attachment vast = Attachment.of("a.bin", "application/x-a", new Vast());
    assertThat(whyNot(base().attach(vast).attach(vast).attach(vast).build()))
        .startsWith("text, html and attachments");
  }

  private static final class Vast implements ContentSource {
    @Override
    public InputStream open() {
      throw new AssertionError("was opened");
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  private static EmailMessage.Builder numbers() {
    return Messages.templated()
        .mergeData("n", List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0.1, "9999999999"))
        .mergeData("k", "x".repeat(99_000));
  }

  private static EmailMessage.Builder bracesBesideATemplate() {
    return Messages.templated()
        .from(EmailAddress.of("o@shop.example", "{{a}}"))
        .replyTo(EmailAddress.of("o@shop.example", "{{a}}"));
  }

  @Test
  void aTimeUpTo3DaysAheadIsCarried() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Instant latest = now.plus(Duration.ofDays(3));
    assertThat(whyNot(base().sendAt(latest).build(), now)).isNull();
    assertThat(whyNot(base().sendAt(latest.plusMillis(1)).build(), now))
        .isEqualTo("sendAt: SparkPost takes at most 3 days ahead");
  }

  @Test
  void sendAsksTheContextForTheTime() {
    EmailMessage message = base().sendAt(Instant.now().plus(Duration.ofHours(73))).build();
    try (FaultServer server = FaultServer.start();
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.send(message, TestContext.create()).kind())
          .isEqualTo(Outcome.Kind.UNSUPPORTED);
    }
  }

  @Test
  void aTextCountsAsUtf8() {
    assertThat(SparkPostData.utf8("a\u00fc\u20ac\ud83d\ude80")).isEqualTo(1 + 2 + 3 + 4);
    assertThat(whyNot(base().text("\u20ac".repeat(6_700_000)).build()))
        .startsWith("text, html and attachments");
    assertThat(whyNot(base().text("e".repeat(19_000_000)).build())).isNull();
  }

  private static EmailMessage.Builder inline() {
    return Messages.sender().subject("s").text("t");
  }

  private static Attachment file(String name) {
    return Attachment.of(name, "text/plain", Messages.BYTES);
  }

  private static String whyNot(EmailMessage message) {
    return whyNot(message, Instant.EPOCH);
  }

  private static String whyNot(EmailMessage message, Instant now) {
    try (EmailProvider provider = SparkPost.builder().apiKey(Wire.KEY).build()) {
      return provider.cannotCarry(message, now).orElse(null);
    }
  }
}
