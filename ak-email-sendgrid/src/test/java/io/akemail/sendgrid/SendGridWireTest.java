package io.akemail.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.ProviderServer;
import io.akemail.testkit.RecordedRequest;
import io.akemail.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes over the wire. */
class SendGridWireTest {

  @TestFactory
  Stream<DynamicTest> eachFeatureIsTheRequestThatIsKept() {
    return features(
        (name, feature) -> {
          var exchange = Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN);
          assertThat(exchange.outcome()).isEqualTo(new Outcome.Accepted("id-of-the-server"));
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

  /** The stand-in checks what SendGrid's documents say, by code that does not know this module. */
  @TestFactory
  Stream<DynamicTest> eachFeatureIsTakenByAStrictStandIn() {
    return features(
        (name, feature) -> {
          try (ProviderServer server = ProviderServer.sendGrid(Wire.KEY)) {
            SendGrid.Builder builder =
                SendGrid.builder().apiKey(Wire.KEY).baseUrl(server.baseUrl()).allowLocalNetwork();
            feature.settings().accept(builder);
            try (EmailProvider provider = builder.build()) {
              Outcome outcome = provider.send(feature.message(), TestContext.create());
              if (name.equals("unicode-from-name")) {
                assertThat(server.violations())
                    .containsExactly("from.name: must not contain Unicode");
              } else {
                assertThat(server.violations()).isEmpty();
                assertThat(outcome.kind()).isEqualTo(Outcome.Kind.ACCEPTED);
              }
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
        Messages.base().dedupeKey("dedupe-1").providerOption("sparkpost", "a", "b").build();
    String with = Wire.exchange(message, builder -> {}, Wire.TAKEN).request().bodyText();
    String without =
        Wire.exchange(Messages.plain(), builder -> {}, Wire.TAKEN).request().bodyText();
    assertThat(with).isEqualTo(without);
  }

  @Test
  void theBaseUrlMayHaveAPath() {
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider =
            Wire.builder(server).baseUrl(server.uri().resolve("/proxy/")).build()) {
      provider.send(Messages.plain(), TestContext.create());
      assertThat(server.requests().get(0).path()).isEqualTo("/proxy/v3/mail/send");
    }
  }

  @Test
  void theFreeCallAsksForTheScopesOfTheKey() {
    try (FaultServer server = FaultServer.start();
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(
              provider
                  .reachabilityCheck()
                  .orElseThrow()
                  .isReachable(TestContext.create().remaining()))
          .isTrue();
      List<RecordedRequest> requests = server.requests();
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).method() + " " + requests.get(0).path())
          .isEqualTo("GET /v3/scopes");
      assertThat(requests.get(0).header("Authorization")).contains("Bearer " + Wire.KEY);
      assertThat(requests.get(0).header("Accept")).contains("application/json");
    }
  }

  private interface Check {
    void run(String name, Messages.Feature feature) throws Exception;
  }

  private static Stream<DynamicTest> features(Check check) {
    Map<String, Messages.Feature> all = Messages.all();
    return all.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> check.run(each.getKey(), each.getValue())));
  }
}
