package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import org.junit.jupiter.api.Test;

/** Contract: the permit to write is asked for, giving up works, interruption is kept. */
abstract class CancellingPart extends ContractPart {
  CancellingPart(EmailProviderContract contract) {
    super(contract);
  }

  @Test
  void thePermitToWriteIsAskedForOnce() throws Exception {
    run(
        (server, provider) -> {
          TestContext context = TestContext.create();
          Running.send(provider, Canary.message(), context);
          assertThat(context.beginWritingCalls()).isEqualTo(1);
          assertThat(context.permit()).isEqualTo(TestContext.Permit.WRITING);
        });
  }

  @Test
  void thePermitIsAskedForBeforeTheBodyLeaves() throws Exception {
    run(
        (server, provider) -> {
          TestContext context =
              TestContext.create().withBeforePermit(() -> assertThat(server.wholePosts()).isZero());
          assertThat(Running.send(provider, Canary.message(), context).kind())
              .isEqualTo(Kind.ACCEPTED);
        });
  }

  @Test
  void anAttemptAbandonedBeforeTheBodySendsNothing() throws Exception {
    run(
        (server, provider) -> {
          TestContext context = TestContext.create();
          context.withBeforePermit(context::abandon);
          Outcome outcome = Running.send(provider, Canary.message(), context);
          assertThat(outcome.kind()).as("%s", outcome).isEqualTo(Kind.UNAVAILABLE);
          assertThat(server.wholePosts()).isZero();
        });
  }

  @Test
  void anAttemptGivenUpBeforeItBeganSendsNothing() throws Exception {
    run(
        (server, provider) -> {
          server.otherwise(Fault.of(Stage.WHOLE_REQUEST, End.HANG));
          TestContext context = TestContext.create();
          context.cancel();
          Outcome outcome = Running.send(provider, Canary.message(), context);
          assertThat(outcome.kind()).as("%s", outcome).isEqualTo(Kind.UNAVAILABLE);
          assertThat(server.wholePosts()).isZero();
        });
  }

  @Test
  void givingUpAfterTheEndHarmsNoLaterAttempt() throws Exception {
    run(
        (server, provider) -> {
          TestContext over = TestContext.create();
          Running.send(provider, Canary.message(), over);
          server.then(Fault.of(Stage.HALF_HEADERS, End.PAUSE).cutting(contract.success("second")));
          Running second = Running.start(provider, Canary.message(), TestContext.create());
          assertThat(server.awaitFaults(1, Running.IN_TIME)).isTrue();
          over.cancel();
          server.release();
          assertThat(second.outcome()).isEqualTo(new Outcome.Accepted("second"));
        });
  }

  @Test
  void anInterruptedThreadGetsATrueOutcomeAndStaysInterrupted() throws Exception {
    run(
        (server, provider) -> {
          Running running = Running.interrupted(provider, Canary.message(), TestContext.create());
          checkTruth(running, server);
        });
  }

  @Test
  void aThreadInterruptedWhileItWaitsStaysInterrupted() throws Exception {
    run(
        (server, provider) -> {
          server.then(Fault.of(Stage.WHOLE_REQUEST, End.HANG));
          TestContext context = TestContext.create();
          Running running = Running.start(provider, Canary.message(), context);
          assertThat(server.awaitFaults(1, Running.IN_TIME)).isTrue();
          running.interrupt();
          context.cancel();
          assertThat(running.outcome().kind()).isEqualTo(Kind.AMBIGUOUS);
          assertThat(running.wasInterruptedAtEnd()).as("still interrupted").isTrue();
        });
  }

  private static void checkTruth(Running running, FaultServer server) {
    Outcome outcome = running.outcome();
    assertThat(running.wasInterruptedAtEnd()).as("still interrupted").isTrue();
    assertThat(outcome.kind()).isIn(Kind.ACCEPTED, Kind.UNAVAILABLE, Kind.AMBIGUOUS);
    if (outcome.kind() == Kind.ACCEPTED) {
      assertThat(server.wholePosts()).isEqualTo(1);
    } else if (outcome.kind() == Kind.UNAVAILABLE) {
      assertThat(server.wholePosts()).isZero();
    }
  }
}
