package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.Attachment;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FormPart;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several personalizations: one mail each, and Mailgun fills in places. */
class MailgunSeveralMailsTest {
  private static final String FILLED =
      ": Mailgun would fill in '%recipient' in a message with several personalizations";

  private static EmailMessage.Builder two() {
    return Messages.sender()
        .subject("s")
        .text("t")
        .personalization("ada@example.org", Map.of())
        .personalization("bea@example.org", Map.of());
  }

  /** The second recipient has this value. */
  private static EmailMessage.Builder templated(String name, Object value) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(name, value);
    return Messages.sender()
        .template("mailgun", "order-template")
        .personalization("ada@example.org", Map.of())
        .personalization("bea@example.org", data);
  }

  private static Map<String, EmailMessage.Builder> filledIn() {
    Map<String, EmailMessage.Builder> all = new LinkedHashMap<>();
    all.put("from", two().from(EmailAddress.of("a@shop.example", "%recipient.name%")));
    all.put("replyTo[0]", two().replyTo(EmailAddress.of("a@shop.example", "%recipient%")));
    all.put("subject", two().subject("Hello %recipient.name%"));
    all.put("text", two().text("100%recipient"));
    all.put("html", two().html("<p>%recipient_email%</p>"));
    all.put("headers[X-A]", two().header("X-A", "%recipient_name%"));
    all.put("metadata[b]", two().metadata("a", "a").metadata("b", "%recipient.x%"));
    all.put("metadata[#0]", two().metadata("%recipient.x%", "a"));
    all.put("tags[1]", two().tag("a").tag("%recipient%"));
    all.put(
        "attachments[0].name",
        two().attach(Attachment.of("%recipient%.txt", "text/plain", new byte[1])));
    all.put(
        "personalizations[2]",
        two().personalization(EmailAddress.of("c@example.org", "%recipient%"), Map.of()));
    all.put("personalizations[1].data[n]", templated("n", "%recipient.n%"));
    all.put("mergeData", templated("n", 1).mergeData("deep", List.of(Map.of("a", "%recipient%"))));
    all.put("mergeData[n]", templated("n", 1).mergeData("n", "%recipient%"));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> aTextThatWouldBeFilledInIsRefusedByName() {
    return filledIn().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertThat(whyNot(each.getValue())).isEqualTo(each.getKey() + FILLED)));
  }

  @Test
  void anOptionForMailgunMayHaveItsPlaces() {
    String subject = "Hello %recipient.n%";
    assertThat(whyNot(templated("n", "Bea").providerOption("mailgun", "subject", subject)))
        .isNull();
  }

  @Test
  void onlyTextsAndNumbersAreFilledIn() {
    for (Object value : List.of(true, List.of(), Map.of("a", 1))) {
      String why = ": Mailgun's recipient variables are texts and numbers";
      assertThat(whyNot(templated("n", value))).isEqualTo("personalizations[1].data[n]" + why);
      assertThat(whyNot(templated("n", 1).mergeData("n", value))).isEqualTo("mergeData[n]" + why);
      assertThat(whyNot(templated("n", 1).mergeData("other", value))).isNull();
    }
    for (Object value : Arrays.asList(null, 0, -1.5, "", "O'Bea, 100 % \u00fc \ud83d\ude80")) {
      assertThat(whyNot(templated("n", value))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<b>", "a > b", "Tea & Co", "\"quoted\"", "back\\slash", "two\nlines"})
  void aTextOfWhichNoEscapingIsDocumentedIsNotFilledIn(String value) {
    assertThat(whyNot(templated("n", value)))
        .isEqualTo(
            "personalizations[1].data[n]: Mailgun documents no escaping of < > & \" \\ and line ends"
                + " in recipient variables");
    assertThat(whyNot(templated("n", 1).mergeData("other", value))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a b", "a%", "\u00fc", "a:b"})
  void aNameThatCannotStandInAPlaceIsRefused(String name) {
    assertThat(whyNot(templated(name, 1)))
        .isEqualTo(
            "personalizations[1].data[#0]: Mailgun's recipient variables have names of letters,"
                + " digits, '-' and '_'");
  }

  @Test
  void oneMailTakesAnyData() {
    Map<String, Object> data = Map.of("a.b \"", List.of(true, "<b> & %recipient.x%"));
    EmailMessage message =
        Messages.sender()
            .template("mailgun", "order-template")
            .personalization("ada@example.org", data)
            .build();
    Wire.Exchange exchange = Wire.exchange(message, builder -> {}, Wire.TAKEN);
    assertThat(exchange.outcome().kind()).isEqualTo(Outcome.Kind.ACCEPTED);
    assertThat(exchange.request().form().orElseThrow())
        .extracting(FormPart::name)
        .contains("t:variables")
        .doesNotContain("recipient-variables");
  }

  @Test
  void eachRecipientHasAValueForEachPlace() {
    EmailMessage message = templated("a", "x").mergeData("a", "y").build();
    List<FormPart> parts =
        Wire.exchange(message, builder -> {}, Wire.TAKEN).request().form().orElseThrow();
    assertThat(parts)
        .filteredOn(part -> part.name().equals("recipient-variables"))
        .extracting(FormPart::text)
        .containsExactly("{\"ada@example.org\":{\"a\":\"y\"},\"bea@example.org\":{\"a\":\"x\"}}");
    assertThat(parts)
        .filteredOn(part -> part.name().equals("t:variables"))
        .extracting(FormPart::text)
        .containsExactly("{\"a\":\"%recipient.a%\"}");
  }

  private static String whyNot(EmailMessage.Builder message) {
    try (EmailProvider provider = Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).build()) {
      return provider.cannotCarry(message.build(), Instant.EPOCH).orElse(null);
    }
  }
}
