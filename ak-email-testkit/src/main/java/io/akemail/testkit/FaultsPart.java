package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract: a fault at any point of the exchange becomes the outcome that is true, on the side that
 * is to blame, and the request is never sent again.
 */
abstract class FaultsPart extends ContractPart {
  private static final int MORE_THAN_BUFFERS = 10 * 1024 * 1024;

  FaultsPart(EmailProviderContract contract) {
    super(contract);
  }

  private static List<Fault> faults() {
    List<Fault> all = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      for (End end : List.of(End.CLOSE, End.RESET, End.HANG)) {
        all.add(Fault.of(stage, end));
      }
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> onAFreshConnection() {
    return faults().stream()
        .map(
            fault ->
                test(
                    fault.toString(),
                    (server, provider) -> {
                      server.then(cut(fault));
                      Outcome outcome = meet(fault, server, provider, TestContext.create());
                      checkTruth(fault, outcome, server.wholePosts());
                      assertThat(server.connections()).as("connections").isEqualTo(1);
                      if (fault.at() != Stage.IDLE) { // which may hit while it is opening
                        checkOrigin(outcome, Origin.PROVIDER);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> onAReusedConnection() {
    return faults().stream()
        .map(
            fault ->
                test(
                    fault.toString(),
                    (server, provider) -> {
                      server.then(contract.success("first")).then(cut(fault));
                      assertThat(send(provider).kind()).isEqualTo(Kind.ACCEPTED);
                      Outcome outcome = meet(fault, server, provider, TestContext.create());
                      checkReused(fault, outcome, server);
                    }));
  }

  private static void checkReused(Fault fault, Outcome outcome, FaultServer server) {
    if (fault.at() == Stage.IDLE && outcome.kind() == Kind.ACCEPTED) {
      assertThat(server.wholePosts()).as("whole requests").isEqualTo(2);
      return;
    }
    checkTruth(fault, outcome, server.wholePosts() - 1);
    assertThat(server.connections()).as("connections").isEqualTo(1);
    if (fault.at() != Stage.HALF_BODY) { // either side: its head may have been parsed or not
      checkOrigin(outcome, Origin.LOCAL);
    }
  }

  private static void checkOrigin(Outcome outcome, Origin expected) {
    if (outcome.kind().isFault()) {
      assertThat(origin(outcome)).as("origin").isEqualTo(expected);
    }
  }

  @Test
  void aFreshConnectionIsOpenedWhenTheContextAsksForOne() throws Exception {
    run(
        (server, provider) -> {
          assertThat(send(provider).kind()).isEqualTo(Kind.ACCEPTED);
          Fault fault = Fault.of(Stage.WHOLE_REQUEST, End.RESET);
          server.then(fault);
          TestContext context = TestContext.create().withFreshConnection();
          Outcome outcome = meet(fault, server, provider, context);
          assertThat(server.connections()).as("connections").isEqualTo(2);
          assertThat(outcome.kind()).isEqualTo(Kind.AMBIGUOUS);
          assertThat(origin(outcome)).isEqualTo(Origin.PROVIDER);
        });
  }

  @Test
  void aBodyThatNobodyReadsIsNoAcceptanceAndCanBeGivenUp() throws Exception {
    run(
        (server, provider) -> {
          assumeTrue(provider.capabilities().contains(Capability.ATTACHMENTS));
          byte[] bytes = new byte[MORE_THAN_BUFFERS];
          EmailMessage large =
              Canary.builder()
                  .attach(Attachment.of("large.bin", "application/octet-stream", bytes))
                  .build();
          server.then(Fault.of(Stage.IDLE, End.HANG));
          TestContext context = TestContext.create();
          Running running = Running.start(provider, large, context);
          assertThat(server.awaitFaults(1, Running.IN_TIME)).isTrue();
          context.cancel();
          assertThat(running.outcome().kind().isFault()).isTrue();
          assertThat(server.wholePosts()).isZero();
        });
  }

  @Test
  void aRefusedConnectionIsUnavailableForALocalReason() {
    checkLocallyUnavailable(FaultServer.closedPort());
  }

  @Test
  void aNameThatDoesNotExistIsUnavailableForALocalReason() {
    checkLocallyUnavailable(URI.create("https://nobody.invalid"));
  }

  @Test
  void aPeerThatDoesNotSpeakTlsIsUnavailableForALocalReason() {
    try (FaultServer server = FaultServer.start().otherwise(Fault.of(Stage.HANDSHAKE, End.CLOSE))) {
      checkLocallyUnavailable(server.httpsUri());
    }
  }

  private void checkLocallyUnavailable(URI baseUrl) {
    try (EmailProvider provider = provider(baseUrl)) {
      Outcome outcome = send(provider);
      assertThat(outcome.kind()).as("%s", outcome).isEqualTo(Kind.UNAVAILABLE);
      assertThat(origin(outcome)).isEqualTo(Origin.LOCAL);
    }
  }

  private Fault cut(Fault fault) {
    return fault.cutting(contract.success("cut"));
  }

  /** Sends into a fault; one that hangs is given up when it has begun to act. */
  private static Outcome meet(
      Fault fault, FaultServer server, EmailProvider provider, TestContext context) {
    Running running = Running.start(provider, Canary.message(), context);
    if (fault.how() == End.HANG) {
      assertThat(server.awaitFaults(1, Running.IN_TIME)).as("the fault acts").isTrue();
      context.cancel();
    }
    return running.outcome();
  }

  private static void checkTruth(Fault fault, Outcome outcome, int wholePosts) {
    assertThat(wholePosts).as("whole requests of one attempt").isLessThanOrEqualTo(1);
    Kind kind = outcome.kind();
    if (fault.at() == Stage.HALF_BODY) {
      assertThat(kind).as("%s", outcome).isIn(Kind.ACCEPTED, Kind.AMBIGUOUS);
    } else if (fault.at().compareTo(Stage.WHOLE_REQUEST) >= 0) {
      assertThat(kind).as("%s", outcome).isEqualTo(Kind.AMBIGUOUS);
    } else {
      assertThat(kind.isFault()).as("%s is a fault", outcome).isTrue();
    }
    if (kind == Kind.UNAVAILABLE) {
      assertThat(wholePosts).as("whole requests, though surely not sent").isZero();
    }
  }
}
