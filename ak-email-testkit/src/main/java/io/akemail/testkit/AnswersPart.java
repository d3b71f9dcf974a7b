package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract: each documented answer becomes its outcome, by one request. */
abstract class AnswersPart extends ContractPart {
  AnswersPart(EmailProviderContract contract) {
    super(contract);
  }

  @Test
  void theAnswerOfSuccessIsAcceptanceUnderItsId() throws Exception {
    run(
        (server, provider) -> {
          server.otherwise(contract.success("id-4711"));
          assertThat(send(provider)).isEqualTo(new Outcome.Accepted("id-4711"));
          assertThat(server.wholePosts()).isEqualTo(1);
        });
  }

  @TestFactory
  Stream<DynamicTest> eachDocumentedAnswerBecomesItsOutcome() {
    return contract.answers().stream()
        .map(each -> test(each.name(), (server, provider) -> check(each, server, provider)));
  }

  private static void check(AnswerCase each, FaultServer server, EmailProvider provider) {
    server.otherwise(each.answer());
    Outcome outcome = send(provider);
    assertThat(outcome.kind()).as("%s", outcome).isEqualTo(each.expected());
    each.detail().accept(outcome);
    assertThat(server.wholePosts()).as("whole requests").isEqualTo(1);
    if (outcome.kind().isFault()) {
      assertThat(origin(outcome)).as("origin of a parsed answer").isEqualTo(Origin.PROVIDER);
    }
  }

  @Test
  void theDocumentedAnswersShowEachKindThatAnAnswerCanBecome() {
    Set<Kind> shown = EnumSet.noneOf(Kind.class);
    contract.answers().forEach(each -> shown.add(each.expected()));
    assertThat(shown)
        .contains(
            Kind.ACCEPTED,
            Kind.REJECTED,
            Kind.MISCONFIGURED,
            Kind.OVER_LIMIT,
            Kind.UNAVAILABLE,
            Kind.AMBIGUOUS);
  }

  @Test
  void everyStatusWithoutAWordIsClassifiedAndOnlySuccessIsAcceptance() throws Exception {
    run(
        (server, provider) -> {
          for (int status = 200; status < 600; status++) {
            CannedAnswer answer = CannedAnswer.of(status);
            server.otherwise(answer);
            Outcome outcome = send(provider);
            assertThat(possible(status, contract.mayAccept(answer)))
                .as("status %s gave %s", status, outcome)
                .contains(outcome.kind());
          }
          assertThat(server.wholePosts()).isEqualTo(400);
        });
  }

  private static Set<Kind> possible(int status, boolean mayAccept) {
    return switch (status / 100) {
      case 2 -> mayAccept ? Set.of(Kind.ACCEPTED) : Set.of(Kind.AMBIGUOUS);
      case 3 -> Set.of(Kind.MISCONFIGURED);
      case 4 ->
          status == 429 ? Set.of(Kind.OVER_LIMIT) : EnumSet.complementOf(EnumSet.of(Kind.ACCEPTED));
      default -> Set.of(Kind.UNAVAILABLE, Kind.AMBIGUOUS);
    };
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    run(
        (server, provider) -> {
          for (int status : new int[] {301, 302, 303, 307, 308}) {
            server.then(CannedAnswer.of(status).header("Location", server.uri() + "/elsewhere"));
            assertThat(send(provider).kind()).isEqualTo(Kind.MISCONFIGURED);
          }
          assertThat(server.requests()).hasSize(5);
        });
  }
}
