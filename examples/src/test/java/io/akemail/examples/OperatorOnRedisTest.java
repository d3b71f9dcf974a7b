package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import io.akemail.redis.RedisStatusStore;
import io.akemail.status.ProviderState;
import io.akemail.testkit.Behaviour;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.embedded.RedisServer;

/** The console for operators, a real Redis, and a sender that mails meanwhile. */
class OperatorOnRedisTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PACE_NANOS = 10_000_000;

  private final Local local = new Local();
  private String uri;
  private RedisServer redis;
  private FailoverSender sender;

  @BeforeEach
  void start() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    uri = "redis://127.0.0.1:" + port;
    redis =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .onShutdownForceStop(true)
            .build();
    redis.start();
    sender =
        SharedState.sender(
            local.sendGrid().build(), local.sparkPost().build(), uri, "the same on all instances");
    await(() -> sender.statuses().get(0).fleet().inTouch());
  }

  @AfterEach
  void stop() throws Exception {
    sender.close();
    redis.stop();
    local.close();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("still waiting").isNegative();
      LockSupport.parkNanos(PACE_NANOS);
    }
  }

  private Receipt send() {
    return sender.send(
        EmailMessage.builder()
            .from("orders@shop.example")
            .to("ada@example.org")
            .subject("Your order")
            .text("Thank you.")
            .build());
  }

  private ProviderState sendGrid() {
    return sender.statuses().get(0).state();
  }

  /** What a command prints, which must succeed. */
  private String operator(String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Operator.Opening opening =
        (target, namespace) -> RedisStatusStore.builder(target).namespace(namespace).build();
    int code =
        Operator.commandLine(Map.of("REDIS_URL", uri), opening)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute((command + " --namespace shop --as ada").split(" "));
    assertThat(code).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    return out.toString().replace("\r\n", "\n");
  }

  /** The console doubts names that no sender has spoken of, so it has to have spoken. */
  private void awaitVote() {
    await(
        () ->
            send().attempts().size() == 1 && operator("list sendgrid").contains("GOOD by shop-1-"));
  }

  @ParameterizedTest
  @CsvSource({
    "drain sendgrid, DRAINING, until released",
    "disable sendgrid, DISABLED, until released",
    "disable sendgrid --for 2h, DISABLED, for (1 h 59|2 h 0) min more"
  })
  void aWordTakesAProviderOutOfUseUntilItIsReleased(
      String command, ProviderState state, String until) {
    assertThat(send().provider()).get().hasToString("sendgrid");
    awaitVote();

    assertThat(operator(command))
        .startsWith("sendgrid  no record\n")
        .containsPattern("(?m)^  operator      " + state + " by ada " + until + "$");
    await(() -> sendGrid() == state);
    assertThat(send().provider()).get().hasToString("sparkpost");
    assertThat(send().attempts()).hasSize(1);

    assertThat(operator("release sendgrid")).contains("  operator      -\n");
    await(() -> sendGrid() == ProviderState.UP);
    assertThat(send().provider()).get().hasToString("sendgrid");
  }

  @Test
  void aForcedProviderIsTriedThoughItIsDown() {
    local.sendGridServer().behave(Behaviour.unavailable());
    await(() -> send().attempts().size() == 1 && sendGrid() == ProviderState.DOWN);
    assertThat(send().attempts()).hasSize(1);

    assertThat(operator("force sendgrid 15m"))
        .containsPattern("(?m)^  operator      FORCED_UP by ada for 1[45] min \\d+ s more$");
    await(() -> send().attempts().size() == 2);
    local.sendGridServer().heal();
    assertThat(send().provider()).get().hasToString("sendgrid");

    assertThat(operator("release sendgrid")).contains("  operator      -\n");
  }

  @Test
  void jsonTellsWhatTheSenderSaidAndWhatItWasTold() throws Exception {
    awaitVote();
    String all = operator("drain sendgrid --for 90s --json");

    JsonNode told = new ObjectMapper().readTree(all);
    assertThat(all.lines()).hasSize(1);
    assertThat(told.get("provider").asText()).isEqualTo("sendgrid");
    assertThat(told.get("record").isNull()).isTrue();
    assertThat(told.get("operator").get("kind").asText()).isEqualTo("DRAINING");
    assertThat(told.get("operator").get("key").asText()).isEqualTo("ada");
    assertThat(told.get("operator").get("remainingMillis").asLong()).isBetween(80_000L, 90_000L);
    assertThat(told.get("votes").get(0).get("kind").asText()).isEqualTo("GOOD");
    assertThat(told.get("votes").get(0).get("key").asText()).startsWith("shop-1-");
    assertThat(operator("list --json").lines()).hasSize(2);
  }

  @Test
  void asAProcessItEndsWithTheCodeThatTheHelpTells() throws Exception {
    awaitVote();
    Ended list = process("list");
    assertThat(list.text()).contains("sendgrid  no record", "GOOD by shop-1-", "sparkpost");
    assertThat(list.code()).isZero();

    redis.stop();
    Ended gone = process("drain", "sendgrid");
    assertThat(gone.text()).contains("The store does not answer: status store: not connected");
    assertThat(gone.code()).isEqualTo(1);

    Ended wrong = process("dance");
    assertThat(wrong.text()).contains("Unmatched argument");
    assertThat(wrong.code()).isEqualTo(2);
  }

  private record Ended(String text, int code) {}

  /** The console as people start it, while the sender goes on. */
  private Ended process(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Operator.class.getName(),
                "--store",
                uri,
                "--namespace",
                "shop"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    await(
        () -> {
          send();
          return !process.isAlive();
        });
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(text, process.exitValue());
  }
}
