package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.spi.ProviderId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
  private static final ProviderId A = ProviderId.of("a");

  private static MessageId minted() {
    return EmailMessage.builder()
        .from("a@shop.example")
        .to("b@c.example")
        .subject("s")
        .text("t")
        .build()
        .id();
  }

  @Test
  void theSameMessageAtTheSameProviderHasTheSameKey() {
    MessageId id = minted();

    assertThat(IdempotencyKeys.of(MessageId.of(id.value()), ProviderId.of("a")))
        .isEqualTo(IdempotencyKeys.of(id, A));
  }

  @Test
  void messagesAndProvidersAreToldApart() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      MessageId id = minted();
      keys.add(IdempotencyKeys.of(id, A));
      keys.add(IdempotencyKeys.of(id, ProviderId.of("b")));
      keys.add(IdempotencyKeys.of(id, ProviderId.of("a-long-name-that-makes-the-key-too-long1")));
    }

    assertThat(keys).hasSize(3000);
  }

  @Test
  void sidesOfAnIdCannotBeShiftedIntoTheProvidersName() {
    assertThat(IdempotencyKeys.of(MessageId.of("x@y.example"), ProviderId.of("a-b")))
        .isNotEqualTo(IdempotencyKeys.of(MessageId.of("x@y.example-a"), ProviderId.of("b")));
  }

  @Test
  void twoHostsIdsWithTheSameMintedFormButAnotherDomainAreToldApart() {
    String digits = "0123456789abcdef0123456789abcdef";

    assertThat(IdempotencyKeys.of(MessageId.of(digits + "@one.example"), A))
        .isNotEqualTo(IdempotencyKeys.of(MessageId.of(digits + "@two.example"), A));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef@shop.example",
        "order-17.mail+x@shop.example",
        "0123456789abcdef0123456789abcdeg@shop.example",
        "x@y"
      })
  void everyKeyHasTheFormThatProvidersTake(String id) {
    for (String provider :
        new String[] {"a", "sendgrid", "p234567890123456789012345678901234567890"}) {
      assertThat(IdempotencyKeys.of(MessageId.of(id), ProviderId.of(provider)))
          .matches("[A-Za-z0-9-]{1,64}");
    }
  }
}
