package io.akemail.mailgun;

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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is refused by name before any call, and what is just not refused. */
class MailgunLimitsTest {
  private static final int ID_BYTES =
      "v:ak_message_id".length() + "0123456789abcdef@shop.example".length();
  private static final int HEADER_BYTES =
      "h:Message-Id".length() + "<0123456789abcdef@shop.example>".length();

  private static EmailMessage.Builder base() {
    return Messages.base();
  }

  private static Map<String, EmailMessage.Builder> refused() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    people(all);
    all.put(
        "templates: none for the provider mailgun or the type mailgun",
        Messages.sender().to("ada@example.org").template("sparkpost", "t"));
    all.put(
        "attachments[1].name: Mailgun takes no \" \\ and /",
        base().attach(file("a.txt", 1)).attach(file("a\"b.txt", 1)));
    all.put("attachments[0].name: Mailgun takes no \" \\ and /", base().attach(file("../a", 1)));
    all.put(
        "text, html and attachments: Mailgun takes at most 25 MB, attachments in base64",
        base().text("t").html("h").attach(file("a.bin", 18_269_185)));
    all.put(
        "headers[X-Mailgun-Drop-Message]: Mailgun takes such a header as an instruction",
        base().header("X-A", "a").header("X-Mailgun-Drop-Message", "yes"));
    String names = ": Mailgun takes only ASCII without \" and \\ as a name";
    all.put("headers[#0]" + names, base().header("X-\"A", "a"));
    all.put("metadata[#0]" + names, base().metadata("\u00fc", "a"));
    all.put("metadata[#1]" + names, base().metadata("a", "a").metadata("a\\b", "a"));
    EmailMessage.Builder four = base();
    for (int i = 0; i < 4; i++) {
      four.tag("t" + i);
    }
    all.put("tags: Mailgun takes at most 3", four);
    String tags = ": Mailgun takes at most 128 characters of ASCII";
    all.put("tags[1]" + tags, base().tag("a").tag("\u00fc"));
    all.put("tags[0]" + tags, base().tag("t".repeat(129)));
    all.put(
        "metadata: Mailgun cuts off more than 4 KB, with the id of the message, in its events",
        base().metadata("k", "x".repeat(4_000 - ID_BYTES - 2)));
    all.put(
        "headers, tags, metadata and mergeData: Mailgun takes at most 16 KB of them",
        templated("x".repeat(16_001 - ID_BYTES - HEADER_BYTES - 11 - 8)));
    return all;
  }

  private static void people(Map<String, EmailMessage.Builder> all) {
    String unicode = ": Mailgun garbles Unicode before the '@' of an address";
    all.put("from" + unicode, base().from("z\u00f6e@shop.example"));
    all.put("to[1]" + unicode, base().to("z\u00f6e@example.org"));
    all.put("cc[0]" + unicode, base().cc("z\u00f6e@example.org"));
    all.put("bcc[0]" + unicode, base().bcc("z\u00f6e@example.org"));
    all.put("replyTo[1]" + unicode, base().replyTo("a@shop.example", "z\u00f6e@example.org"));
    all.put(
        "personalizations[0]" + unicode,
        Messages.sender().subject("s").text("t").personalization("z\u00f6e@b.example", Map.of()));
    String name = ": Mailgun garbles a name with both Unicode and one of ()<>[]:;@\\,\"";
    all.put("from" + name, base().from(EmailAddress.of("orders@shop.example", "Zo\u00eb (Shop)")));
    all.put("to[1]" + name, base().to(EmailAddress.of("b@example.org", "Zo\u00eb, Ada")));
    all.put("cc[0]" + name, base().cc(EmailAddress.of("b@example.org", "\"Zo\u00eb\"")));
    all.put("bcc[0]" + name, base().bcc(EmailAddress.of("b@example.org", "Zo\u00eb;")));
    all.put("replyTo[0]" + name, base().replyTo(EmailAddress.of("b@example.org", "Zo\u00eb:")));
    all.put(
        "to, cc, bcc and personalizations: Mailgun takes at most 1000 recipients",
        many(base().cc("cc@example.org"), 999));
    all.put(
        "to: Mailgun takes no message without a recipient in to",
        Messages.sender().cc("a@example.org").subject("s").text("t"));
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
    all.put("punctuation alone", base().to(EmailAddress.of("b@example.org", "Lovelace, \"Ada\"")));
    all.put("Unicode with marks", base().to(EmailAddress.of("b@example.org", "Zo\u00eb B. & 'C'")));
    all.put("three tags", base().tag("t".repeat(128)).tag("a b").tag("c"));
    all.put("metadata", base().metadata("k", "x".repeat(4_000 - ID_BYTES - 3)));
    all.put("a name like an instruction", base().metadata("X-Mailgun-Drop", "a/b").tag("a/\"b"));
    all.put("16 KB", templated("x".repeat(16_000 - ID_BYTES - HEADER_BYTES - 11 - 8)));
    all.put("25 MB", base().text("t").html("h").attach(file("a.bin", 18_269_184)));
    all.put(
        "places in one mail", base().text("%recipient.name% %recipient%").subject("%recipient"));
    for (RuntimeException fault : List.of(new IllegalStateException("broken"))) {
      all.put("a source that " + fault.getMessage(), base().attach(source(fault)));
    }
    return all.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertThat(whyNot(each.getValue().build(), Instant.EPOCH)).isNull()));
  }

  @Test
  void aTimeUpToThreeDaysAheadIsCarriedOrSevenWhereThePlanAllowsThem() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    EmailMessage three = base().sendAt(now.plus(Duration.ofDays(3))).build();
    EmailMessage more = base().sendAt(now.plus(Duration.ofDays(3)).plusMillis(1)).build();
    EmailMessage seven = base().sendAt(now.plus(Duration.ofDays(7))).build();
    EmailMessage tooMuch = base().sendAt(now.plus(Duration.ofDays(7)).plusMillis(1)).build();
    assertThat(whyNot(base().sendAt(now.minusSeconds(60)).build(), now)).isNull();
    assertThat(whyNot(three, now)).isNull();
    assertThat(whyNot(more, now)).isEqualTo("sendAt: Mailgun takes at most 3 days ahead");
    Mailgun.Builder builder = Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN);
    try (EmailProvider provider = builder.scheduleSevenDays().build()) {
      assertThat(provider.cannotCarry(seven, now)).isEmpty();
      assertThat(provider.cannotCarry(tooMuch, now))
          .contains("sendAt: Mailgun takes at most 7 days ahead");
    }
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
  void aSizeBeyondAllMeasureIsTooLargeAndIsNotOpened() {
    Attachment vast = Attachment.of("a.bin", "application/x-a", new Told(Long.MAX_VALUE));
    assertThat(whyNot(base().attach(vast).attach(vast).build(), Instant.EPOCH))
        .startsWith("text, html and attachments");
  }

  private record Told(long bytes) implements ContentSource {
    @Override
    public InputStream open() throws IOException {
      throw new IOException("was opened");
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(bytes);
    }
  }

  private static Attachment source(RuntimeException fault) {
    return Attachment.of(
        "a.bin",
        "application/x-a",
        () -> {
          throw fault;
        });
  }

  private static EmailMessage.Builder templated(String value) {
    return Messages.templated().mergeData("n", value);
  }

  private static EmailMessage.Builder many(EmailMessage.Builder message, int more) {
    for (int i = 0; i < more; i++) {
      message.to("r" + i + "@example.org");
    }
    return message;
  }

  private static Attachment file(String name, int size) {
    return Attachment.of(name, "application/x-a", new byte[size]);
  }

  private static String whyNot(EmailMessage message, Instant now) {
    try (EmailProvider provider = Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).build()) {
      return provider.cannotCarry(message, now).orElse(null);
    }
  }
}
