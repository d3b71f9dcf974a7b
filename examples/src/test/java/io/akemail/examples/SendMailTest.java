package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.testkit.Behaviour;
import io.akemail.testkit.ProviderServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command that sends one message. */
class SendMailTest {
  private static final String KEY = "SG.very-secret";
  private static final List<String> MAIL =
      List.of("--from", "shop@shop.example", "--to", "ada@example.org", "--subject", "Hi");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, List<String> mail, String... more) {
    List<String> args = new ArrayList<>(mail);
    args.addAll(List.of(more));
    return new CommandLine(new SendMail(environment))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args.toArray(String[]::new));
  }

  private String printed() {
    return out.toString().replace("\r\n", "\n");
  }

  private static Map<String, String> settings(ProviderServer server) {
    return Map.of(
        "SENDGRID_API_KEY",
        KEY,
        "SENDGRID_BASE_URL",
        server.baseUrl().toString(),
        "SENDGRID_ALLOW_LOCAL_NETWORK",
        "true");
  }

  private int sendTo(Behaviour behaviour, String... more) {
    try (ProviderServer server = ProviderServer.sendGrid(KEY)) {
      server.behave(behaviour);
      return run(settings(server), MAIL, more);
    }
  }

  @Test
  void anAcceptedMailIsReported() {
    assertThat(sendTo(Behaviour.healthy(), "--text", "Hello")).isZero();
    assertThat(printed())
        .contains("Accepted by sendgrid\n", "id there      sg-", "second copy   no\n")
        .contains("attempt       sendgrid: ACCEPTED after ");
  }

  @Test
  void anInvalidMessageListsAllItsProblems() {
    assertThat(run(Map.of(), List.of("--from", "shop", "--to", "ada"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("from: has no '@'", "to[0]: has no '@'", "subject: is required");
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThat(run(Map.of(), MAIL, "--text", "Hello", "--header", "nothing")).isEqualTo(2);
    assertThat(err.toString()).contains("--header").contains("nothing");
  }

  @Test
  void missingSettingsSayWhatToSet() {
    assertThat(run(Map.of(), MAIL, "--text", "Hello")).isEqualTo(1);
    assertThat(err.toString()).contains("set one of SENDGRID_API_KEY, SPARKPOST_API_KEY");
  }

  @Test
  void eachFailureHasItsExitCode() {
    String[] text = {"--text", "Hello"};
    assertThat(sendTo(Behaviour.rejecting(mail -> true, "subject"), text)).isEqualTo(3);
    assertThat(sendTo(Behaviour.unavailable(), text)).isEqualTo(4);
    assertThat(sendTo(Behaviour.rateLimited(Duration.ofSeconds(9)), text)).isEqualTo(4);
    assertThat(sendTo(Behaviour.acceptingThen504(), text)).isEqualTo(5);
    assertThat(sendTo(Behaviour.acceptingThen504(), "--text", "a", "--at-most-once")).isEqualTo(5);
    assertThat(err.toString()).contains("sendgrid: AMBIGUOUS");
    assertThat(out.toString() + err).doesNotContain(KEY).doesNotContain("ada@example.org");
  }

  @Test
  void explainTellsTheOrderAndSendsNothing() {
    try (ProviderServer server = ProviderServer.sendGrid(KEY)) {
      assertThat(run(settings(server), MAIL, "--text", "Hello", "--explain")).isZero();
      assertThat(server.counts().sendCalls()).isZero();
    }
    assertThat(printed()).isEqualTo("sendgrid: IN_TURN - UP (HEALTHY)\n");
  }

  @Test
  void aDryRunPrintsTheRequestOfEachProviderAndNoSecret(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("terms.txt"), "Be kind.");
    Path image = Files.write(folder.resolve("logo.png"), new byte[] {1, 2, 3});
    int exit =
        run(
            Map.of("SENDGRID_API_KEY", KEY, "SPARKPOST_API_KEY", KEY, "SPARKPOST_REGION", "eu"),
            MAIL,
            "--cc=Grace <grace@example.org>",
            "--bcc=audit@shop.example",
            "--reply-to=help@shop.example",
            "--text=Hello",
            "--html=<p>Hello</p>",
            "--attach=" + file,
            "--inline=logo=" + image,
            "--header=X-Order=42",
            "--tag=welcome",
            "--meta=order=42",
            "--send-at=2000-01-01T08:00:00Z",
            "--message-id=1@shop.example",
            "--dry-run");

    assertThat(exit).isZero();
    assertThat(printed()).isEqualTo(golden("dry-run.txt"));
    assertThat(out.toString() + err).doesNotContain(KEY);
  }

  @Test
  void aDryRunNeedsNoKeyAndTellsWhatAProviderCannotCarry() {
    int exit =
        run(Map.of(), MAIL, "--text=Hello", "--unsubscribe=https://shop.example/u", "--dry-run");

    assertThat(exit).isZero();
    assertThat(printed())
        .contains("# sendgrid (no key is set)\nPOST https://api.sendgrid.com/v3/mail/send\n")
        .contains("# sparkpost (no key is set)\nnot sent: UNSUPPORTED, ");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = SendMailTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
