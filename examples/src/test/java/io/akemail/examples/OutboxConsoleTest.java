package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.outbox.UrlSource;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console for the outbox. */
class OutboxConsoleTest {
  private static final String URL = "jdbc:h2:mem:console;DB_CLOSE_DELAY=-1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void twoMessagesOneOfThemUnknown() {
    file = folder.resolve("outbox.db");
    try (JdbcOutbox outbox = JdbcOutbox.embedded(file)) {
      fill(outbox);
    }
  }

  private static void fill(JdbcOutbox outbox) {
    outbox.add(Submission.of(message("unknown")));
    Claim claim = outbox.claim(1, Duration.ofMinutes(1)).get(0);
    outbox.settle(
        claim, Settlement.ended(OutboxState.UNKNOWN, 1, List.of(), "the answer was lost"));
    outbox.add(Submission.of(message("waits")));
  }

  private static EmailMessage message(String name) {
    return EmailMessage.builder()
        .messageId(MessageId.of(name + "@shop.example"))
        .from("orders@shop.example")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.")
        .build();
  }

  private int run(Map<String, String> environment, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return OutboxConsole.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int run(String command) {
    return run(Map.of("AK_EMAIL_OUTBOX_FILE", file.toString()), command.split(" "));
  }

  private String printed() {
    return out.toString().replace("\r\n", "\n");
  }

  @Test
  void messagesAreCounted() {
    assertThat(run("count")).isZero();
    assertThat(printed())
        .contains("WAITING    1\n", "UNKNOWN    1\n", "SENT       0\n")
        .contains("To be sent: 1 of 10,000 messages", "the oldest for ");
  }

  @Test
  void messagesAreListedWithoutTheirRecipients() {
    assertThat(run("list")).isZero();
    assertThat(printed().lines()).hasSize(2);
    assertThat(printed())
        .contains("waits@shop.example  WAITING for ")
        .containsPattern("unknown@shop.example  UNKNOWN for .*: the answer was lost\n")
        .doesNotContain("ada");

    assertThat(run("list --state unknown --most 1")).isZero();
    assertThat(printed()).startsWith("unknown@").doesNotContain("waits@");
    assertThat(err.toString()).contains("there may be more that are UNKNOWN");
  }

  @Test
  void oneMessageIsShown() {
    assertThat(run("show unknown@shop.example")).isZero();
    assertThat(printed())
        .containsPattern("state +UNKNOWN\n")
        .containsPattern("attempts +1\n")
        .containsPattern("detail +the answer was lost\n");
    assertThat(run("show nobody@shop.example")).isEqualTo(1);
    assertThat(err.toString()).contains("No message nobody@shop.example is in this outbox.");
  }

  @Test
  void aMessageThatEndedUnsentIsSentAgainOnRequest() {
    assertThat(run("retry unknown@shop.example")).isZero();
    assertThat(printed()).contains("unknown@shop.example waits to be sent again.");
    assertThat(run("retry unknown@shop.example")).isEqualTo(1);
    assertThat(err.toString()).contains("Nothing was done: ", " is WAITING already");
    assertThat(run("retry nobody@shop.example")).isEqualTo(1);
    assertThat(run("count")).isZero();
    assertThat(printed()).contains("WAITING    2\n");
  }

  @Test
  void onlyWhatEndedLongAgoIsDeleted() {
    assertThat(run("purge --state UNKNOWN --older-than 1d")).isZero();
    assertThat(printed()).isEqualTo("0 UNKNOWN messages deleted.\n");
    assertThat(run("count")).isZero();
    assertThat(printed()).contains("UNKNOWN    1\n");
  }

  @Test
  void anOutboxInADatabaseIsReachedByItsUrl() {
    Map<String, String> environment = Map.of("AK_EMAIL_OUTBOX_FILE", file.toString());
    assertThat(run(environment, "count", "--url", URL)).isEqualTo(1);
    assertThat(err.toString()).contains("schema");
    try (JdbcOutbox outbox =
        JdbcOutbox.builder(new UrlSource(URL, null, null)).createSchema().build()) {
      fill(outbox);
    }
    assertThat(run(environment, "list", "--url", URL)).isZero();
    assertThat(printed()).contains("waits@shop.example  WAITING");
    assertThat(run(Map.of("AK_EMAIL_OUTBOX_URL", URL), "list")).isZero();
  }

  @Test
  void theStatementsForATableArePrinted() {
    assertThat(run("schema postgresql")).isZero();
    assertThat(printed()).contains("CREATE TABLE", "ak_email_outbox");
    assertThat(run("schema oracle")).isEqualTo(2);
    assertThat(err.toString()).contains("DATABASE: ", "PostgreSQL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count --file nowhere.db | --file: there is no such file",
        "count --file a --url jdbc:h2:mem:x | give one of them",
        "count --url http://example.org | --url: no driver takes this address",
        "count --table a;b | table: must be a name",
        "list --most 0 | --most: must be 1 to",
        "list --state gone | expected one of [WAITING",
        "purge --state WAITING --older-than 1d | are still to be sent",
        "purge --state SENT | Missing required option",
        "show nothing | message id",
        "dance | dance"
      })
  void wrongOptionsAreNamed(String command, String fault) {
    assertThat(run(command)).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase(fault);
  }

  @Test
  void anOutboxMustBeNamed() {
    assertThat(run(Map.of(), "count")).isEqualTo(2);
    assertThat(err.toString()).contains("--file or --url: is missing");
  }
}
