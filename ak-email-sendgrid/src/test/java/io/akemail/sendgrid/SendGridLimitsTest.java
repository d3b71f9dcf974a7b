package io.akemail.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Attachment;
import io.akemail.message.ContentSource;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is refused by name before any call, and what is just not refused. */
class SendGridLimitsTest {
  private static final int ID_ARGUMENT =
      "ak_message_id".length() + "0123456789abcdef@shop.example".length();

  private static EmailMessage.Builder base() {
    return Messages.base();
  }

  private static Map<String, EmailMessage.Builder> refused() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    String unicode = ": SendGrid takes no Unicode before the '@' of an address";
    all.put("from" + unicode, base().from("z\u00f6e@shop.example"));
    all.put("to[1]" + unicode, base().to("z\u00f6e@example.org"));
    all.put("cc[0]" + unicode, base().cc("z\u00f6e@example.org"));
    all.put("bcc[0]" + unicode, base().bcc("z\u00f6e@example.org"));
    all.put("replyTo[1]" + unicode, base().replyTo("a@shop.example", "z\u00f6e@example.org"));
    all.put(
        "personalizations[0]" + unicode,
        Messages.sender().subject("s").text("t").personalization("z\u00f6e@b.example", Map.of()));
    all.put(
        "from: SendGrid documents that it takes no Unicode in the sender's name: use ASCII, or allow"
            + " it by unicodeFromName()",
        base().from("Zo\u00eb <orders@shop.example>"));
    String separator = ": SendGrid takes no ';' and no ',' in a recipient's name";
    all.put("to[1]" + separator, base().to(EmailAddress.of("b@example.org", "Lovelace, Ada")));
    all.put("cc[0]" + separator, base().cc(EmailAddress.of("b@example.org", "Ada;")));
    all.put("bcc[0]" + separator, base().bcc(EmailAddress.of("b@example.org", "Ada,")));
    all.put(
        "personalizations[1]" + separator,
        Messages.sender()
            .subject("s")
            .text("t")
            .personalization("a@example.org", Map.of())
            .personalization(EmailAddress.of("b@example.org", "Ada,"), Map.of()));
    all.put(
        "to, cc, bcc and personalizations: SendGrid takes at most 1000 recipients",
        many(base().cc("cc@example.org"), 999));
    EmailMessage.Builder answers = base();
    for (int i = 0; i < 1001; i++) {
      answers.replyTo("r" + i + "@example.org");
    }
    all.put("replyTo: SendGrid takes at most 1000 addresses", answers);
    all.put(
        "to: SendGrid takes no message without a recipient in to",
        Messages.sender().cc("a@example.org").subject("s").text("t"));
    all.put("templates: none for the provider sendgrid or the type sendgrid", elsewhere());
    String texts = ": a legacy template of SendGrid takes only texts as data";
    all.put("mergeData" + texts, Messages.templated(Messages.LEGACY).mergeData("n", 5));
    all.put(
        "personalizations[0].data" + texts,
        Messages.sender()
            .template("sendgrid", Messages.LEGACY)
            .personalization("a@example.org", Map.of("n", true)));
    all.put(
        "mergeData: a legacy template of SendGrid takes at most 10,000 bytes of data",
        Messages.templated(Messages.LEGACY).mergeData("n", "x".repeat(10_000)));
    all.put(
        "attachments[1].name: SendGrid garbles what is not ASCII",
        base().attach(file("a.txt", "text/plain")).attach(file("\u00fc.txt", "text/plain")));
    all.put(
        "attachments[0].name: SendGrid takes no ';' and no ','",
        base().attach(file("a,b.txt", "text/plain")));
    all.put(
        "attachments[0].contentType: SendGrid takes no ';' and no ',', so no charset",
        base().attach(file("a.txt", "text/plain; charset=utf-8")));
    all.put(
        "attachments[0]: SendGrid takes no empty file",
        base().attach(Attachment.of("a.txt", "text/plain", new byte[0])));
    all.put(
        "text, html and attachments: SendGrid takes less than 30 MB, attachments in base64",
        base().attach(Attachment.of("a.bin", "application/x-a", zeros(22_500_000))));
    all.put("headers[X-SG-ID]: SendGrid writes this header itself", base().header("X-SG-ID", "1"));
    all.put(
        "headers[X-Sg-Eid]: SendGrid writes this header itself", base().header("X-Sg-Eid", "1"));
    String ascii = ": SendGrid takes ASCII only: encode the value (RFC 2047)";
    all.put("headers[X-A]" + ascii, base().header("X-A", "\u00fc"));
    all.put("headers[#1]" + ascii, base().header("X-A", "a").header("ada@example.org", "\u00fc"));
    EmailMessage.Builder eleven = base();
    for (int i = 0; i < 11; i++) {
      eleven.tag("t" + i);
    }
    all.put("tags: SendGrid takes at most 10", eleven);
    all.put(
        "tags[1]: SendGrid takes at most 255 characters of ASCII", base().tag("a").tag("\u00fc"));
    all.put("metadata[b]: SendGrid takes no empty value", base().metadata("b", ""));
    all.put(
        "metadata: SendGrid takes at most 10,000 bytes, with the id of the message",
        base().metadata("k", "x".repeat(9_993 - ID_ARGUMENT)).metadata("\u00fc", "y"));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> eachLimitIsToldByNameBeforeAnyCall() {
    return refused().entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> checkRefused(each)));
  }

  private static void checkRefused(Map.Entry<String, EmailMessage.Builder> each) {
    EmailMessage message = each.getValue().build();
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.cannotCarry(message, Instant.EPOCH)).contains(each.getKey());
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(new Outcome.Unsupported(each.getKey()));
      assertThat(server.connections()).isZero();
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsJustWithinALimitIsCarried() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    all.put("a thousand recipients", many(base(), 999));
    all.put("a thousand and one marks in a text", base().text(";,".repeat(1001)));
    all.put("separators in other names", separatorsElsewhere());
    all.put("ten tags", tenTags());
    all.put("metadata", base().metadata("k", "x".repeat(9_993 - ID_ARGUMENT)));
    all.put("substitutions", legacy("x".repeat(9_993)));
    all.put(
        "own substitutions",
        Messages.sender()
            .template("sendgrid", Messages.LEGACY)
            .personalization("a@example.org", Map.of("n", "x".repeat(9_993))));
    all.put(
        "29,999,998 bytes",
        base()
            .text("t")
            .html("h")
            .attach(Attachment.of("a.bin", "application/x-a", zeros(22_499_997))));
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
    return all.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> assertThat(whyNot(each.getValue().build())).isNull()));
  }

  private static EmailMessage.Builder separatorsElsewhere() {
    return base()
        .from(EmailAddress.of("orders@shop.example", "Shop, Ltd."))
        .replyTo(EmailAddress.of("help@shop.example", "Help; Desk"));
  }

  private static EmailMessage.Builder legacy(String value) {
    return Messages.templated(Messages.LEGACY).mergeData("n", value);
  }

  private static EmailMessage.Builder tenTags() {
    EmailMessage.Builder ten = base();
    for (int i = 0; i < 10; i++) {
      ten.tag("t".repeat(254) + i);
    }
    return ten;
  }

  @Test
  void aTextCountsAsUtf8() {
    String tenMillion = "\u20ac".repeat(10_000_000);
    assertThat(whyNot(base().text(tenMillion).build())).startsWith("text, html and attachments");
    assertThat(whyNot(base().text("e".repeat(10_000_000)).html("\u00fc".repeat(9_900_000)).build()))
        .isNull();
    assertThat(SendGridParts.utf8("a\u00fc\u20ac\ud83d\ude80")).isEqualTo(1 + 2 + 3 + 4);
  }

  @Test
  void aTimeUpTo72HoursAheadIsCarried() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Instant latest = now.plus(Duration.ofDays(3));
    assertThat(whyNot(base().sendAt(latest).build(), now)).isNull();
    assertThat(whyNot(base().sendAt(now.minusSeconds(60)).build(), now)).isNull();
    assertThat(whyNot(base().sendAt(latest.plusMillis(1)).build(), now))
        .isEqualTo("sendAt: SendGrid takes at most 72 hours ahead");
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
  void aTemplateUnderTheTypeServesEveryIdOfIt() {
    Consumer<SendGrid.Builder> two = builder -> builder.id("sendgrid-two");
    EmailMessage message = Messages.templated(Messages.DYNAMIC).build();
    assertThat(Wire.exchange(message, two, Wire.TAKEN).outcome().kind())
        .isEqualTo(Outcome.Kind.ACCEPTED);
  }

  @Test
  void aSourceThatTellsItsSizeIsNotOpened() {
    assertThat(whyNot(base().attach(told(5)).build())).isNull();
  }

  @Test
  void aSizeBeyondAllMeasureIsTooLarge() {
    Attachment vast = told(Long.MAX_VALUE);
    assertThat(whyNot(base().attach(vast).attach(vast).attach(vast).build()))
        .startsWith("text, html and attachments");
  }

  private static Attachment told(long size) {
    return Attachment.of("a.bin", "application/x-a", new Told(size));
  }

  private record Told(long bytes) implements ContentSource {
    @Override
    public InputStream open() {
      throw new AssertionError("was opened");
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }
  }

  private static EmailMessage.Builder elsewhere() {
    return Messages.sender().to("ada@example.org").template("sparkpost", "t");
  }

  private static EmailMessage.Builder many(EmailMessage.Builder message, int more) {
    for (int i = 0; i < more; i++) {
      message.to("r" + i + "@example.org");
    }
    return message;
  }

  private static Attachment file(String name, String type) {
    return Attachment.of(name, type, Messages.BYTES);
  }

  private static byte[] zeros(int size) {
    return new byte[size];
  }

  private static String whyNot(EmailMessage message) {
    return whyNot(message, Instant.EPOCH);
  }

  private static String whyNot(EmailMessage message, Instant now) {
    try (EmailProvider provider = SendGrid.builder().apiKey(Wire.KEY).build()) {
      return provider.cannotCarry(message, now).orElse(null);
    }
  }
}
