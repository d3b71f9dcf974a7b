package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Contract: credential, recipient, subject and body turn up in no log line, no {@code toString}, no
 * reason and no exception, even where an answer repeats them.
 */
abstract class SecretsPart extends ContractPart {
  private static final String ECHO =
      "{\"errors\":[{\"message\":\"%1$s\",\"description\":\"%1$s\",\"field\":\"%1$s\","
          + "\"code\":\"%1$s\",\"help\":\"%1$s\"}],\"message\":\"%1$s\"}";

  SecretsPart(EmailProviderContract contract) {
    super(contract);
  }

  @Test
  void aSendThatGoesWellTellsNothing() throws Exception {
    check((server, provider) -> {});
  }

  @TestFactory
  Stream<DynamicTest> anAnswerThatRepeatsThemTellsNothing() {
    String echo =
        ECHO.formatted("bad: " + String.join(" ", Canary.SECRETS) + " <" + Canary.TO + ">");
    return Stream.of(200, 202, 302, 400, 401, 403, 404, 413, 420, 422, 429, 500, 503)
        .map(
            status ->
                DynamicTest.dynamicTest(
                    "status " + status,
                    () ->
                        check(
                            (server, provider) ->
                                server.otherwise(
                                    CannedAnswer.json(status, echo)
                                        .header("X-Echo", Canary.KEY + Canary.TO)
                                        .header("Location", "/" + Canary.KEY)))));
  }

  @TestFactory
  Stream<DynamicTest> aFaultTellsNothing() {
    return Stream.of(
            Fault.of(Stage.IDLE, End.RESET),
            Fault.of(Stage.HANDSHAKE, End.CLOSE),
            Fault.of(Stage.WHOLE_REQUEST, End.RESET),
            Fault.of(Stage.HALF_HEADERS, End.CLOSE),
            Fault.of(Stage.HALF_BODY, End.CLOSE))
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.toString(), () -> check((server, provider) -> server.otherwise(fault))));
  }

  @Test
  void whatIsPrintableTellsNothing() {
    contract
        .printables(Canary.KEY)
        .forEach(each -> checkText(each.getClass().getSimpleName(), each.toString()));
  }

  private void check(Body prepare) throws Exception {
    try (LogCapture log = new LogCapture()) {
      run(
          (server, provider) -> {
            prepare.run(server, provider);
            for (String text : printed(provider)) {
              checkText("what was printed", text);
            }
          });
      log.lines().forEach(line -> checkText("a log line", line));
    }
  }

  /** All that can be printed of a send and of the provider, an exception with its causes too. */
  private static List<String> printed(EmailProvider provider) {
    List<String> texts = new ArrayList<>(List.of(provider.toString(), provider.id().toString()));
    TestContext context = TestContext.create();
    try {
      @Nullable Outcome outcome = provider.send(Canary.message(), context);
      if (outcome != null) {
        texts.add(outcome.toString());
        texts.add(outcome.why());
      }
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      texts.add(trace.toString());
    }
    texts.add(provider.toString());
    return texts;
  }

  /** Fails without printing the text: the report of a test is a log too. */
  private static void checkText(String what, String text) {
    for (String secret : Canary.SECRETS) {
      assertThat(text.contains(secret)).as("%s contains '%s'", what, secret).isFalse();
    }
  }
}
