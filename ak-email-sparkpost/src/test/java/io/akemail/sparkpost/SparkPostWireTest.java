package io.akemail.sparkpost;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Proof;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.ProviderServer;
import io.akemail.testkit.RecordedRequest;
import io.akemail.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes over the wire. */
class SparkPostWireTest {
  private static final String ID = "11668787484950529";

  @TestFactory
  Stream<DynamicTest> eachFeatureIsTheRequestThatIsKept() {
    return features(
        (name, feature) -> {
          var exchange = Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN);
          Proof proof = name.equals("sandbox") ? Proof.TEST_ONLY : Proof.TAKEN;
          assertThat(exchange.outcome()).isEqualTo(new Outcome.Accepted(ID, List.of(), proof));
          Golden.check(name, exchange.request());
        });
  }

  @TestFactory
  Stream<DynamicTest> eachFeatureIsTheSameBytesTwice() {
    return features(
        (name, feature) -> {
          RecordedRequest one =
              Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN).request();
          RecordedRequest two =
              Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN).request();
          assertThat(one.body()).isEqualTo(two.body());
        });
  }

  /** The stand-in checks what SparkPost's documents say, by code that does not know this module. */
  @TestFactory
  Stream<DynamicTest> eachFeatureIsTakenByAStrictStandIn() {
    return features(
        (name, feature) -> {
          try (ProviderServer server = ProviderServer.sparkPost(Wire.KEY)) {
            SparkPost.Builder builder =
                SparkPost.builder().apiKey(Wire.KEY).baseUrl(server.baseUrl()).allowLocalNetwork();
            feature.settings().accept(builder);
            try (EmailProvider provider = builder.build()) {
              Outcome outcome = provider.send(feature.message(), TestContext.create());
              assertThat(server.violations()).isEmpty();
              assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
            }
          }
        });
  }

  @Test
  void eachMailOfAMessageCarriesTheIdOfTheMessage() {
    Messages.all()
        .forEach(
            (name, feature) -> {
              String body =
                  Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN)
                      .request()
                      .bodyText();
              assertThat(body)
                  .as(name)
                  .contains("\"ak_message_id\":\"0123456789abcdef@shop.example\"");
            });
  }

  @Test
  void whatIsTheSendersBusinessIsNotOnTheWire() {
    EmailMessage message =
        Messages.base().dedupeKey("dedupe-1").providerOption("sendgrid", "a", "b").build();
    String with = Wire.exchange(message, builder -> {}, Wire.TAKEN).request().bodyText();
    String without =
        Wire.exchange(Messages.plain(), builder -> {}, Wire.TAKEN).request().bodyText();
    assertThat(with).isEqualTo(without);
  }

  @Test
  void eachAttemptCarriesTheKeyOfItsContext() {
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider = Wire.builder(server).build()) {
      for (String key : List.of("key-1", "key-2", "key-1")) {
        provider.send(Messages.plain(), TestContext.create().withKey(key));
      }
      assertThat(server.requests())
          .extracting(request -> request.header("Idempotency-Key").orElse(""))
          .containsExactly("key-1", "key-2", "key-1");
    }
  }

  @Test
  void theFreeCallAsksForTheAccount() {
    try (FaultServer server = FaultServer.start();
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.reachabilityCheck().orElseThrow().isReachable(Duration.ofSeconds(5)))
          .isTrue();
      List<RecordedRequest> requests = server.requests();
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).method()).isEqualTo("GET");
      assertThat(requests.get(0).path()).isEqualTo("/api/v1/account");
      assertThat(requests.get(0).header("Authorization")).contains(Wire.KEY);
    }
  }

  private interface Check {
    void run(String name, Messages.Feature feature) throws Exception;
  }

  private static Stream<DynamicTest> features(Check check) {
    return Messages.all().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> check.run(each.getKey(), each.getValue())));
  }
}
