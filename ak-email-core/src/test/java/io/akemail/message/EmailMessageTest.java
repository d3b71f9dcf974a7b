package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmailMessageTest {
  @Test
  void aPlainMessageHasDefaultsForTheRest() {
    EmailMessage message = Samples.plain().build();
    assertThat(message.from().address()).isEqualTo("sender@example.org");
    assertThat(message.to()).containsExactly(EmailAddress.of("ada@example.org"));
    assertThat(message.recipients()).isEqualTo(message.to());
    assertThat(message.subject()).hasValue("Hello");
    assertThat(message.text()).hasValue("Hello, Ada.");
    assertThat(message.html()).isEmpty();
    assertThat(message.id().value()).matches("[0-9a-f]{32}@example\\.org");
    assertThat(message.cc()).isEmpty();
    assertThat(message.bcc()).isEmpty();
    assertThat(message.replyTo()).isEmpty();
    assertThat(message.personalizations()).isEmpty();
    assertThat(message.attachments()).isEmpty();
    assertThat(message.headers()).isEmpty();
    assertThat(message.tags()).isEmpty();
    assertThat(message.metadata()).isEmpty();
    assertThat(message.templates()).isEmpty();
    assertThat(message.mergeData()).isEmpty();
    assertThat(message.providerOptions()).isEmpty();
    assertThat(message.sendAt()).isEmpty();
    assertThat(message.deliverBefore()).isEmpty();
    assertThat(message.dedupeKey()).isEmpty();
    assertThat(message.listUnsubscribe()).isEmpty();
    assertThat(message.openTracking()).isEqualTo(Tracking.PROVIDER_DEFAULT);
    assertThat(message.clickTracking()).isEqualTo(Tracking.PROVIDER_DEFAULT);
    assertThat(message.deliveryGuarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
  }

  @Test
  void everythingGivenIsFoundInTheOrderGiven() {
    EmailMessage message = Samples.full().build();
    assertThat(message.from().format()).isEqualTo("From zq7 <from-zq7@example.org>");
    assertThat(message.recipients())
        .extracting(EmailAddress::localPart)
        .containsExactly("to-zq7", "to2-zq7", "cc-zq7", "bcc-zq7");
    assertThat(message.replyTo()).extracting(EmailAddress::localPart).containsExactly("reply-zq7");
    assertThat(message.html()).hasValue("<p>html zq7</p>");
    assertThat(message.attachments())
        .extracting(Attachment::name)
        .containsExactly("zq7.txt", "image-zq7");
    assertThat(message.attachments().get(1).contentId()).hasValue("image-zq7");
    assertThat(message.headers())
        .containsExactly(entry("X-zq7", "header zq7"), entry("A-second", "2 zq7"));
    assertThat(message.tags()).containsExactly("tag-zq7", "a-second-zq7");
    assertThat(message.metadata()).containsExactly(entry("key-zq7", "value zq7"), entry("a", ""));
    assertThat(message.sendAt()).hasValue(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(message.deliverBefore()).hasValue(Instant.parse("2030-01-02T00:00:00Z"));
    assertThat(message.openTracking()).isEqualTo(Tracking.ON);
    assertThat(message.clickTracking()).isEqualTo(Tracking.OFF);
    assertThat(message.listUnsubscribe()).isPresent();
    assertThat(message.deliveryGuarantee()).isEqualTo(DeliveryGuarantee.AT_MOST_ONCE);
    assertThat(message.dedupeKey()).hasValue("dedupe-zq7");
    assertThat(message.providerOptions()).containsOnlyKeys("sendgrid", "sparkpost");
    assertThat(message.providerOptions().get("sendgrid"))
        .containsExactly(entry("ip_pool_name", "pool zq7"), entry("asm", Map.of("group_id", 7)));
  }

  @Test
  void personalizationsHaveARecipientAndDataEach() {
    EmailMessage message = Samples.fullTemplated().build();
    assertThat(message.to()).isEmpty();
    assertThat(message.recipients())
        .extracting(EmailAddress::localPart)
        .containsExactly("ada-zq7", "bob-zq7");
    assertThat(message.personalizations().get(0).data()).containsExactly(entry("name", "Ada zq7"));
    assertThat(message.personalizations().get(1).data()).isEmpty();
    assertThat(message.templates())
        .containsExactly(entry("sendgrid", "d-1"), entry("sparkpost", "welcome-zq7"));
    assertThat(message.mergeData()).containsKeys("name", "nothing", "list");
    assertThat(message.mergeData().get("nothing")).isNull();
  }

  @Test
  void personalizationsWithoutDataNeedNoTemplate() {
    EmailMessage message =
        EmailMessage.builder()
            .from("sender@example.org")
            .personalization("ada@example.org", Map.of())
            .personalization("bob@example.org", Map.of())
            .subject("Hello")
            .html("<p>Hello</p>")
            .build();
    assertThat(message.recipients()).hasSize(2);
  }

  @Test
  void whoIsNamedTwiceIsMailedOnceAtTheFirstPlace() {
    EmailMessage message =
        Samples.plain()
            .bcc("Bob@example.org", "carl@example.org", "dora@example.org")
            .cc("bob@Example.org", "Carl <carl@example.org>", "ADA@example.org")
            .to("Ada <ada@EXAMPLE.org>", "carl@example.org")
            .replyTo("ada@example.org", "r@example.org", "R@example.org")
            .build();
    assertThat(message.to())
        .extracting(EmailAddress::format)
        .containsExactly("ada@example.org", "carl@example.org");
    assertThat(message.cc()).extracting(EmailAddress::format).containsExactly("bob@example.org");
    assertThat(message.bcc()).extracting(EmailAddress::format).containsExactly("dora@example.org");
    assertThat(message.replyTo())
        .extracting(EmailAddress::format)
        .containsExactly("ada@example.org", "r@example.org");
    assertThat(message.recipients())
        .extracting(EmailAddress::localPart)
        .containsExactly("ada", "carl", "bob", "dora");
  }

  @Test
  void aRecipientInCopyOnlyIsEnough() {
    EmailMessage.Builder builder =
        EmailMessage.builder().from("sender@example.org").subject("s").text("t");
    assertThat(builder.bcc("ada@example.org").build().recipients()).hasSize(1);
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFields() {
    EmailMessage.Builder builder =
        EmailMessage.builder()
            .dedupeKey(" ")
            .to("ada@example.org", "zq7")
            .cc("zq7@")
            .subject("zq7\r\nBcc: x")
            .header("Subject", "zq7")
            .header("X-Foo", "zq7\n")
            .attach(Attachment.of("", "zq7", new byte[0]))
            .tag("")
            .metadata("a", "\0")
            .mergeData("a", Double.NaN)
            .openTracking(null)
            .deliverBefore(Instant.EPOCH)
            .sendAt(Instant.EPOCH);
    InvalidMessageException thrown =
        catchThrowableOfType(InvalidMessageException.class, builder::build);
    assertThat(thrown.problems())
        .extracting(Problem::field)
        .containsExactly(
            "openTracking",
            "from",
            "to[1]",
            "cc[0]",
            "subject",
            "text",
            "attachments[0].name",
            "attachments[0].contentType",
            "headers[Subject]",
            "headers[X-Foo]",
            "tags[0]",
            "metadata[a]",
            "mergeData.a",
            "mergeData",
            "deliverBefore",
            "dedupeKey");
    assertThat(thrown)
        .hasMessageStartingWith(
            "invalid message: openTracking: must not be null; from: is required; to[1]: has no '@';")
        .hasMessageContaining("headers[Subject]: is set by subject(..)")
        .hasMessageContaining("subject: holds the control character U+000D")
        .hasMessageNotContaining("zq7")
        .hasNoCause();
  }

  @Test
  void theTextOfAnExceptionWithVeryManyProblemsIsBounded() {
    EmailMessage.Builder builder = Samples.plain();
    for (int i = 0; i < 250; i++) {
      builder.to("zq7");
    }
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("to[100]: ")
        .withMessageNotContaining("to[101]: ")
        .withMessageEndingWith("; and 150 more")
        .satisfies(e -> assertThat(e.problems()).hasSize(250));
  }

  @Test
  void theExceptionCanBeSerialized() throws Exception {
    InvalidMessageException thrown =
        catchThrowableOfType(InvalidMessageException.class, EmailMessage.builder()::build);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((InvalidMessageException) in.readObject()).problems())
          .isEqualTo(thrown.problems());
    }
  }

  @Test
  void aLaterValueReplacesAnEarlierOneUnderTheSameKey() {
    EmailMessage message =
        Samples.templated()
            .template("sendgrid", "d-2")
            .metadata("a", "1")
            .metadata("a", "2")
            .mergeData("b", Double.NaN)
            .mergeData("b", 2)
            .from("bad")
            .from("other@example.org")
            .build();
    assertThat(message.templates()).containsExactly(entry("sendgrid", "d-2"));
    assertThat(message.metadata()).containsExactly(entry("a", "2"));
    assertThat(message.mergeData()).containsExactly(entry("b", 2));
    assertThat(message.from().localPart()).isEqualTo("other");
  }

  @Test
  void aNullArgumentIsNotForgiven() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.plain().dedupeKey(null).dedupeKey("a").build())
        .withMessage("invalid message: dedupeKey: must not be null");
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> Samples.plain().subject(null).build())
        .withMessage("invalid message: subject: must not be null");
  }

  @Test
  void aNameThatIsNotPlainIsShownByItsPlace() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(
            () ->
                Samples.templated()
                    .mergeData("fine", 1)
                    .mergeData("zq7@example.org", Map.of("4915112345", List.of(1, Double.NaN)))
                    .metadata("z q7", "\n")
                    .header("x", "1")
                    .header("z@q7", "\n")
                    .build())
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::field)
                    .containsExactly("headers[#1]", "metadata[#0]", "mergeData.#1.#0[1]"));
  }

  @Test
  void eachBuildMintsAnIdUnlessOneIsSet() {
    EmailMessage.Builder builder = Samples.plain();
    assertThat(builder.build().id()).isNotEqualTo(builder.build().id());
    MessageId id = MessageId.of("a@b");
    assertThat(builder.messageId(id).build().id()).isSameAs(id);
    assertThat(builder.build().id()).isSameAs(id);
  }

  @Test
  void aMessageStaysAsItIsWhenItsBuilderGoesOn() {
    EmailMessage.Builder builder = Samples.full();
    EmailMessage message = builder.build();
    builder
        .to("late@example.org")
        .cc("late2@example.org")
        .tag("late")
        .header("Late", "1")
        .metadata("late", "1")
        .providerOption("sendgrid", "late", 1)
        .attach(Attachment.of("late", "text/plain", new byte[0]));
    assertThat(message.recipients()).hasSize(4);
    assertThat(message.tags()).hasSize(2);
    assertThat(message.headers()).hasSize(2);
    assertThat(message.metadata()).hasSize(2);
    assertThat(message.attachments()).hasSize(2);
    assertThat(message.providerOptions().get("sendgrid")).hasSize(2);
    assertThat(builder.build().recipients()).hasSize(6);
  }
}
