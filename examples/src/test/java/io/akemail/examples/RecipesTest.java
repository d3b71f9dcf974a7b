package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.alert.SlackAlerts;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

/** Each recipe runs without any account and prints what it should. */
class RecipesTest {

  @Test
  void aPlainMailIsAccepted() throws Exception {
    assertThat(Printed.by(PlainSend::main))
        .contains("@shop.example accepted by sendgrid, attempts: [sendgrid: ACCEPTED after ");
  }

  @Test
  void providersCanBeNamedInCode() {
    try (var sender = PlainSend.inCode("SG.key", "key")) {
      assertThat(sender.statuses())
          .extracting(status -> status.provider().value())
          .containsExactly("sendgrid", "sparkpost");
    }
  }

  @Test
  void anAttachmentAndAnInlineImageAreCarried() throws Exception {
    assertThat(Printed.by(AttachmentAndInlineImage::main))
        .contains(" accepted by sendgrid", ", with 2 files\n");
  }

  @Test
  void aTemplateIsFilledForEachPerson() throws Exception {
    assertThat(Printed.by(TemplateWithMergeData::main))
        .contains(" accepted by sendgrid", ", for 2 people\n");
  }

  @Test
  void sendsOnOtherThreadsEndWithTheirReceipts() throws Exception {
    assertThat(Printed.by(AsyncSend::main).lines())
        .hasSize(3)
        .allMatch(line -> line.contains(" accepted by sendgrid"));
  }

  @Test
  void aProviderOfOnesOwnTakesMail() throws Exception {
    assertThat(Printed.by(OwnProvider::main)).contains(" accepted by folder");
  }

  @Test
  void aListenerIsToldOfARefusedKeyAndOfTheMailsAllTheSame() throws Exception {
    assertThat(Printed.by(Listener::main).lines())
        .anyMatch(line -> line.contains(" accepted by sendgrid"))
        .anyMatch(line -> line.contains(" accepted by sparkpost"))
        .anyMatch(line -> line.startsWith("sendgrid is MISCONFIGURED: "))
        .anyMatch(line -> line.startsWith("For a person: Provider sendgrid refuses our cred"));
  }

  @Test
  void slackIsToldOfARefusedKeyAndThatItIsTakenAgain() throws Exception {
    assertThat(Printed.by(SlackAlerting::main).lines())
        .satisfiesExactly(
            begin ->
                assertThat(begin)
                    .contains("[prod-eu] CREDENTIAL_REFUSED: Provider sendgrid refuses our cred"),
            end ->
                assertThat(end)
                    .contains("[prod-eu] CREDENTIAL_REFUSED is over: Provider sendgrid no longer"));
  }

  @Test
  void alertsToTheRealSlackNeedOnlyTheUrlOfItsWebhook() {
    try (SlackAlerts slack = SlackAlerting.inProduction("https://hooks.slack.com/services/x")) {
      assertThat(slack).hasToString("SlackAlerts");
    }
  }

  @Test
  void whatNoProviderTakesWaitsInAFileOrInTheDatabase() throws Exception {
    assertThat(Printed.by(DurableOutbox::main).lines())
        .satisfiesExactly(
            file -> assertThat(file).contains("@shop.example queued, attempts: [sendgrid: "),
            database -> assertThat(database).isEqualTo("In the database: 1 mail waits"));
  }

  @Test
  void theSecondAccountGoesOnWhenTheFirstHasUsedUpItsPlan() throws Exception {
    assertThat(Printed.by(TwoAccounts::main).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("sendgrid-main: OVER_LIMIT"))
        .anyMatch(line -> line.startsWith("sendgrid-spare: ACCEPTED"));
  }

  @Test
  void metricsTellOfAFailover() throws Exception {
    assertThat(Printed.by(Metrics::main).lines())
        .contains(
            "ak_email_sends_total{possible_duplicate=\"false\",result=\"accepted\"} 3.0",
            "ak_email_failovers_total{from=\"sendgrid\",reason=\"unavailable\",to=\"sparkpost\"}"
                + " 1.0")
        .anyMatch(line -> line.startsWith("ak_email_provider_state{provider=\"sendgrid\"} "))
        .noneMatch(line -> line.contains("example"));
  }

  @Test
  void anObservedSenderSends() {
    try (Local local = new Local();
        var sender =
            Metrics.observed(
                local.sendGrid().build(),
                local.sparkPost().build(),
                ObservationRegistry.create())) {
      assertThat(sender.sendAsync(Metrics.message()).join().attempts()).hasSize(1);
    }
  }

  @Test
  void aSenderWithASharedStoreNeedsNoStoreToStart() {
    try (Local local = new Local();
        var sender =
            SharedState.sender(
                local.sendGrid().build(), local.sparkPost().build(), "redis://127.0.0.1:1", "x")) {
      assertThat(sender.statuses()).hasSize(2);
    }
  }
}
