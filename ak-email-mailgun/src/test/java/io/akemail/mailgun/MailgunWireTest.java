package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Proof;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.FormPart;
import io.akemail.testkit.ProviderServer;
import io.akemail.testkit.RecordedRequest;
import io.akemail.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes over the wire. */
class MailgunWireTest {
  @TestFactory
  Stream<DynamicTest> eachFeatureIsTheRequestThatIsKept() {
    return features(
        (name, feature) -> {
          var exchange = Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN);
          Proof proof = name.equals("sandbox") ? Proof.TEST_ONLY : Proof.TAKEN;
          assertThat(exchange.outcome()).isEqualTo(new Outcome.Accepted(Wire.ID, List.of(), proof));
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

  /** The stand-in checks what Mailgun's documents say, by code that does not know this module. */
  @TestFactory
  Stream<DynamicTest> eachFeatureIsTakenByAStrictStandIn() {
    return features(
        (name, feature) -> {
          try (ProviderServer server = ProviderServer.mailgun(Wire.DOMAIN, Wire.KEY)) {
            Mailgun.Builder builder =
                Mailgun.builder()
                    .apiKey(Wire.KEY)
                    .domain(Wire.DOMAIN)
                    .baseUrl(server.baseUrl())
                    .allowLocalNetwork();
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
              List<FormPart> parts =
                  Wire.exchange(feature.message(), feature.settings(), Wire.TAKEN)
                      .request()
                      .form()
                      .orElseThrow();
              boolean oneMail = feature.message().personalizations().size() < 2;
              assertThat(valuesOf("v:ak_message_id", parts))
                  .as(name)
                  .containsExactly("0123456789abcdef@shop.example");
              assertThat(valuesOf("h:Message-Id", parts))
                  .as(name)
                  .isEqualTo(oneMail ? List.of("<0123456789abcdef@shop.example>") : List.of());
            });
  }

  private static List<String> valuesOf(String name, List<FormPart> parts) {
    return parts.stream().filter(part -> part.name().equals(name)).map(FormPart::text).toList();
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
  void theFreeCallAsksForTheDomain() {
    try (FaultServer server = FaultServer.start();
        EmailProvider provider = Wire.builder(server).build()) {
      assertThat(provider.reachabilityCheck().orElseThrow().isReachable(Duration.ofSeconds(5)))
          .isTrue();
      List<RecordedRequest> requests = server.requests();
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).method()).isEqualTo("GET");
      assertThat(requests.get(0).path()).isEqualTo("/v3/domains/mg.shop.example");
      assertThat(requests.get(0).header("Authorization")).contains(login());
    }
  }

  /** HTTP Basic, RFC 7617. */
  private static String login() {
    byte[] login = ("api:" + Wire.KEY).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
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
