package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract: every part of a message is on the wire or refused by name, before any call. */
abstract class FieldsPart extends ContractPart {
  FieldsPart(EmailProviderContract contract) {
    super(contract);
  }

  @TestFactory
  Stream<DynamicTest> eachPartIsCarriedOrRefusedByName() {
    String provider;
    try (EmailProvider asked = provider(FaultServer.closedPort())) {
      provider = asked.id().value();
    }
    return FieldTable.all(provider, contract.templateId()).stream()
        .map(each -> test(each.name(), (server, tested) -> check(each, server, tested)));
  }

  private void check(FieldCase each, FaultServer server, EmailProvider provider) {
    Optional<String> told = provider.cannotCarry(each.message(), Instant.now());
    assertThat(server.connections()).as("connections made by cannotCarry").isZero();
    Outcome outcome = Running.send(provider, each.message(), TestContext.create());
    boolean declared = each.needed() == null || provider.capabilities().contains(each.needed());
    if (!declared) {
      assertThat(outcome.kind()).as("not declared, yet %s", outcome).isEqualTo(Kind.UNSUPPORTED);
    } else if (each.mustCarry()) {
      assertThat(outcome.kind()).as("declared, yet %s", outcome).isEqualTo(Kind.ACCEPTED);
    }
    if (outcome.kind() == Kind.ACCEPTED) {
      assertThat(told).as("cannotCarry of a message that was carried").isEmpty();
      checkCarried(each, server, provider);
    } else {
      checkRefused(each, outcome, told);
      assertThat(server.connections()).as("connections made before a refusal").isZero();
    }
  }

  private void checkCarried(FieldCase each, FaultServer server, EmailProvider provider) {
    RecordedRequest request = server.requests().get(0);
    List<String> wire = contract.textsOnTheWire(request);
    for (List<String> forms : each.texts()) {
      assertThat(wire)
          .as("a text on the wire that contains one of %s", forms)
          .anyMatch(text -> forms.stream().anyMatch(text::contains));
    }
    Running.send(provider, each.without(), TestContext.create());
    assertThat(request.bodyText())
        .as("the request compared with the one without this part")
        .isNotEqualTo(server.requests().get(1).bodyText());
  }

  private static void checkRefused(FieldCase each, Outcome outcome, Optional<String> told) {
    assertThat(outcome.kind()).as("%s", outcome).isIn(Kind.UNSUPPORTED, Kind.REJECTED);
    if (outcome.kind() == Kind.UNSUPPORTED) {
      assertThat(told).as("cannotCarry, in the words of the outcome").contains(outcome.why());
    }
    assertThat(each.words())
        .as("parts that '%s' names", outcome.why())
        .anyMatch(outcome.why()::contains);
  }

  @Test
  void aMessageWithATemplateForAnotherProviderAloneIsRefusedByName() throws Exception {
    EmailMessage elsewhere = Canary.envelope().template("another-provider", "t-1").build();
    run(
        (server, provider) -> {
          Outcome outcome = Running.send(provider, elsewhere, TestContext.create());
          assertThat(outcome.kind()).as("%s", outcome).isEqualTo(Kind.UNSUPPORTED);
          assertThat(outcome.why()).contains("templates");
          assertThat(provider.cannotCarry(elsewhere, Instant.now())).contains(outcome.why());
          assertThat(server.connections()).isZero();
        });
  }

  @Test
  void whatConcernsTheSenderOrAnotherProviderLeavesTheRequestAsItIs() throws Exception {
    EmailMessage same =
        Canary.builder()
            .deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE)
            .deliverBefore(Instant.now().plus(Duration.ofHours(2)))
            .dedupeKey("dedupe-1")
            .providerOption("another-provider", "option", "value")
            .build();
    run(
        (server, provider) -> {
          Running.send(provider, same, TestContext.create());
          Running.send(provider, Canary.message(), TestContext.create());
          assertThat(server.requests().get(0).bodyText())
              .isEqualTo(server.requests().get(1).bodyText());
        });
  }

  @Test
  void ourMessageIdIsOnTheWireWhereItIsDeclared() throws Exception {
    run(
        (server, provider) -> {
          assumeTrue(provider.capabilities().contains(Capability.MESSAGE_ID));
          send(provider);
          assertThat(contract.textsOnTheWire(server.requests().get(0)))
              .anyMatch(text -> text.contains(Canary.message().id().header()));
        });
  }

  @Test
  void anAttachmentThatCannotBeReadMakesNoWholeRequest() throws Exception {
    EmailMessage broken =
        Canary.builder()
            .attach(
                Attachment.of(
                    "gone.bin",
                    "application/x-gone",
                    () -> {
                      throw new IOException("canary of the source");
                    }))
            .build();
    run(
        (server, provider) -> {
          Outcome outcome = Running.send(provider, broken, TestContext.create());
          assertThat(outcome.kind()).isNotEqualTo(Kind.ACCEPTED);
          assertThat(server.wholePosts()).isZero();
        });
  }
}
