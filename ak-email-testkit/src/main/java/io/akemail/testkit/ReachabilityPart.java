package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract: the free call, if there is one, tells any answer below 500 from everything else. */
abstract class ReachabilityPart extends ContractPart {
  private static final Duration SHORT = Duration.ofMillis(300);

  ReachabilityPart(EmailProviderContract contract) {
    super(contract);
  }

  private static ReachabilityCheck check(EmailProvider provider) {
    var check = provider.reachabilityCheck();
    assumeThat(check).as("the provider declares a check").isPresent();
    return check.orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> anAnswerBelow500MeansReachable() {
    return IntStream.of(200, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503)
        .mapToObj(
            status ->
                test(
                    status + " is " + (status < 500),
                    (server, provider) -> {
                      server.otherwise(CannedAnswer.json(status, "{}"));
                      assertThat(check(provider).isReachable(Running.IN_TIME))
                          .isEqualTo(status < 500);
                      assertThat(server.requests()).hasSize(1);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aFaultMeansNotReachableInTime() {
    return Stream.of(
            Fault.of(Stage.IDLE, End.RESET),
            Fault.of(Stage.HANDSHAKE, End.CLOSE),
            Fault.of(Stage.WHOLE_REQUEST, End.CLOSE),
            Fault.of(Stage.WHOLE_REQUEST, End.HANG),
            Fault.of(Stage.HALF_HEADERS, End.HANG))
        .map(
            fault ->
                test(
                    fault.toString(),
                    (server, provider) -> {
                      server.otherwise(fault);
                      checkNotReachableInTime(provider);
                    }));
  }

  @Test
  void aRefusedConnectionMeansNotReachable() {
    try (EmailProvider provider = provider(FaultServer.closedPort())) {
      checkNotReachableInTime(provider);
    }
  }

  private static void checkNotReachableInTime(EmailProvider provider) {
    ReachabilityCheck check = check(provider);
    long begin = System.nanoTime();
    assertThat(check.isReachable(SHORT)).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.plusSeconds(2));
  }

  @Test
  void itIsNotACallThatSends() throws Exception {
    run(
        (server, provider) -> {
          ReachabilityCheck check = check(provider);
          send(provider);
          check.isReachable(Running.IN_TIME);
          RecordedRequest sending = server.requests().get(0);
          RecordedRequest asking = server.requests().get(1);
          assertThat(asking.path()).isNotEqualTo(sending.path());
          assertThat(asking.method()).isEqualTo("GET");
          assertThat(asking.body()).isEmpty();
        });
  }

  @Test
  void noMailIsNeededToAsk() throws Exception {
    run(
        (server, provider) -> {
          assertThat(check(provider).isReachable(Running.IN_TIME)).isTrue();
          assertThat(server.wholePosts()).isZero();
        });
  }
}
