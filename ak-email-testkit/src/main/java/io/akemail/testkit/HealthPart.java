package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract: a status page, if one is read, is read without the provider's service or credential.
 */
abstract class HealthPart extends ContractPart {
  private static final Duration SHORT = Duration.ofMillis(300);

  HealthPart(EmailProviderContract contract) {
    super(contract);
  }

  /** A test with the server that takes mails, the server of the page, and the provider. */
  @FunctionalInterface
  private interface Reading {
    void run(FaultServer service, FaultServer page, EmailProvider provider) throws Exception;
  }

  private void withPage(Reading test) throws Exception {
    try (FaultServer service = FaultServer.start().otherwise(contract.success("contract-1"));
        FaultServer page = FaultServer.start().otherwise(CannedAnswer.json(200, "{}"))) {
      URI url = page.uri().resolve("/api/v2/summary.json");
      var made = contract.provider(service.uri(), Canary.KEY, url);
      assumeThat(made).as("the provider reads a page").isPresent();
      try (EmailProvider provider = made.orElseThrow()) {
        test.run(service, page, provider);
      }
    }
  }

  private static HealthSource source(EmailProvider provider) {
    var source = provider.healthSource();
    assertThat(source).as("the health source").isPresent();
    return source.orElseThrow();
  }

  @Test
  void thePageIsAskedAndTheServiceIsNot() throws Exception {
    withPage(
        (service, page, provider) -> {
          source(provider).read(Running.IN_TIME);
          assertThat(page.requests()).hasSize(1);
          assertThat(page.requests().get(0).method()).isEqualTo("GET");
          assertThat(page.requests().get(0).path()).isEqualTo("/api/v2/summary.json");
          assertThat(page.requests().get(0).body()).isEmpty();
          assertThat(service.connections()).isZero();
        });
  }

  @Test
  void thePageIsAskedOnRequestOnly() throws Exception {
    withPage(
        (service, page, provider) -> {
          source(provider);
          send(provider);
          assertThat(page.connections()).isZero();
        });
  }

  @Test
  void noCredentialIsShownToThePage() throws Exception {
    withPage(
        (service, page, provider) -> {
          page.otherwise(CannedAnswer.json(401, "{}").header("Set-Cookie", "a=b"));
          send(provider);
          source(provider).read(Running.IN_TIME);
          source(provider).read(Running.IN_TIME);
          assertThat(page.requests()).hasSize(2);
          for (RecordedRequest request : page.requests()) {
            assertThat(request.headText()).doesNotContain(Canary.KEY);
            for (String name : List.of("Authorization", "Proxy-Authorization", "Cookie")) {
              assertThat(request.header(name)).as(name).isEmpty();
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> anAnswerThatIsNoPageIsUnknown() {
    return Stream.of(
            CannedAnswer.of(200),
            CannedAnswer.of(204),
            CannedAnswer.of(304),
            CannedAnswer.json(200, "{}"),
            CannedAnswer.json(200, "{\"components\":["),
            CannedAnswer.html(200, "<h1>Sign in</h1>"),
            CannedAnswer.json(401, "{}"),
            CannedAnswer.html(404, "<h1>404</h1>"),
            CannedAnswer.html(503, "<h1>503</h1>"))
        .map(
            answer ->
                DynamicTest.dynamicTest(
                    answer.toString(),
                    () ->
                        withPage(
                            (service, page, provider) -> {
                              page.otherwise(answer);
                              assertThat(source(provider).read(Running.IN_TIME))
                                  .isEqualTo(Hint.UNKNOWN);
                            })));
  }

  @TestFactory
  Stream<DynamicTest> aFaultIsUnknownInTime() {
    return Stream.of(
            Fault.of(Stage.IDLE, End.RESET),
            Fault.of(Stage.HANDSHAKE, End.CLOSE),
            Fault.of(Stage.WHOLE_REQUEST, End.CLOSE),
            Fault.of(Stage.WHOLE_REQUEST, End.HANG),
            Fault.of(Stage.HALF_HEADERS, End.HANG))
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.toString(),
                    () ->
                        withPage(
                            (service, page, provider) -> {
                              page.otherwise(fault);
                              checkUnknownInTime(provider);
                              assertThat(service.connections()).isZero();
                            })));
  }

  @Test
  void afterClosingItIsUnknown() throws Exception {
    withPage(
        (service, page, provider) -> {
          HealthSource source = source(provider);
          provider.close();
          assertThat(source.read(Running.IN_TIME)).isEqualTo(Hint.UNKNOWN);
          assertThat(page.connections()).isZero();
        });
  }

  private static void checkUnknownInTime(EmailProvider provider) {
    HealthSource source = source(provider);
    long begin = System.nanoTime();
    assertThat(source.read(SHORT)).isEqualTo(Hint.UNKNOWN);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.plusSeconds(2));
  }
}
