package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.MessageFormat;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract: one message is the same bytes under the same key on every attempt. */
abstract class SamenessPart extends ContractPart {
  SamenessPart(EmailProviderContract contract) {
    super(contract);
  }

  @Test
  void oneMessageIsTheSameRequestOnEveryAttempt() throws Exception {
    EmailMessage message = Canary.message();
    run(
        (server, provider) -> {
          Running.send(provider, message, TestContext.create());
          Running.send(provider, message, TestContext.create().withFreshConnection());
          try (EmailProvider another = provider(server.uri())) {
            Running.send(another, message, TestContext.create());
          }
          List<RecordedRequest> all = server.requests();
          assertThat(all).hasSize(3);
          assertThat(all).extracting(RecordedRequest::body).containsOnly(all.get(0).body());
          assertThat(all).extracting(RecordedRequest::headText).containsOnly(all.get(0).headText());
        });
  }

  @TestFactory
  Stream<DynamicTest> whatWaitedInAnOutboxIsTheSameRequest() {
    String provider;
    try (EmailProvider asked = provider(FaultServer.closedPort())) {
      provider = asked.id().value();
    }
    return FieldTable.all(provider, contract.templateId()).stream()
        .map(each -> test(each.name(), (server, tested) -> sendTwice(each, server, tested)));
  }

  private static void sendTwice(FieldCase each, FaultServer server, EmailProvider provider)
      throws IOException {
    EmailMessage stored = MessageFormat.read(MessageFormat.write(each.message()));
    Outcome first = Running.send(provider, each.message(), TestContext.create());
    Outcome second = Running.send(provider, stored, TestContext.create());
    assertThat(second.kind()).isEqualTo(first.kind());
    assertThat(second.why()).isEqualTo(first.why());
    List<RecordedRequest> all = server.requests();
    assertThat(all).hasSize(first.kind() == Kind.ACCEPTED ? 2 : 0);
    if (!all.isEmpty()) {
      assertThat(all.get(1).headText()).isEqualTo(all.get(0).headText());
      assertThat(all.get(1).body()).isEqualTo(all.get(0).body());
    }
  }

  @Test
  void theIdempotencyKeyOfTheContextIsOnTheWireWhereItIsDeclared() throws Exception {
    run(
        (server, provider) -> {
          assumeTrue(provider.capabilities().contains(Capability.IDEMPOTENCY_KEY));
          for (String key : List.of("key-of-first-1", "key-of-first-1", "key-of-second-2")) {
            Running.send(provider, Canary.message(), TestContext.create().withKey(key));
          }
          assertThat(server.requests())
              .extracting(request -> keyIn(contract.textsOnTheWire(request)))
              .containsExactly("first", "first", "second");
        });
  }

  @Test
  void aProviderThatDeclaresIdempotencyKeysSaysForHowLongItRemembersThem() throws Exception {
    run(
        (server, provider) -> {
          boolean declared = provider.capabilities().contains(Capability.IDEMPOTENCY_KEY);
          assertThat(provider.keyRetention().compareTo(Duration.ofHours(1)) > 0)
              .as("a retention of more than an hour, which is the margin: it is told")
              .isEqualTo(declared);
        });
  }

  private static String keyIn(List<String> texts) {
    boolean first = texts.stream().anyMatch(text -> text.contains("key-of-first-1"));
    boolean second = texts.stream().anyMatch(text -> text.contains("key-of-second-2"));
    return first == second ? "both or none" : first ? "first" : "second";
  }

  @Test
  void theCredentialIsNotInTheAddress() throws Exception {
    run(
        (server, provider) -> {
          send(provider);
          assertThat(server.requests().get(0).path()).doesNotContain(Canary.KEY);
        });
  }
}
