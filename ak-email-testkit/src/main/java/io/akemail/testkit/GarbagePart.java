package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Contract: an answer that means nothing is never an acceptance and never an exception. */
abstract class GarbagePart extends ContractPart {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int[] STATUSES = {200, 202, 400, 422, 429, 500};

  GarbagePart(EmailProviderContract contract) {
    super(contract);
  }

  private static Map<String, String> jsonBodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("nothing", "");
    bodies.put("no JSON", "OK");
    bodies.put("JSON cut off", "{\"results\":{\"id\":\"1");
    bodies.put("null", "null");
    bodies.put("a number", "1e99999");
    bodies.put("a list", "[{}]");
    bodies.put("an empty object", "{}");
    bodies.put("errors of a wrong type", "{\"errors\":5}");
    bodies.put("errors with nothing in them", "{\"errors\":[null,5,[],{}]}");
    bodies.put("members of wrong types", "{\"errors\":[{\"code\":{},\"field\":[],\"message\":5}]}");
    bodies.put("results of a wrong type", "{\"results\":[],\"id\":{}}");
    bodies.put(
        "results without sense", "{\"results\":{\"id\":{},\"total_accepted_recipients\":[]}}");
    bodies.put("deep nesting", "[".repeat(100_000));
    bodies.put("deep objects", "{\"errors\":".repeat(50_000));
    bodies.put("a megabyte of text", "{\"message\":\"" + "x".repeat(MEGABYTE) + "\"}");
    bodies.put("control characters", "{\"errors\":[{\"message\":\"a\\u0000\\r\\nb\\u001b[31m\"}]}");
    return bodies;
  }

  @TestFactory
  Stream<DynamicTest> nonsenseAsJsonIsNeverAcceptance() {
    return jsonBodies().entrySet().stream()
        .map(
            each ->
                test(
                    each.getKey(),
                    (server, provider) -> {
                      for (int status : STATUSES) {
                        check(CannedAnswer.json(status, each.getValue()), server, provider);
                      }
                    }));
  }

  @Test
  void aWebPageIsNeverAcceptance() throws Exception {
    run(
        (server, provider) -> {
          for (int status : STATUSES) {
            CannedAnswer page = CannedAnswer.html(status, "<html><h1>Sign in</h1></html>");
            server.otherwise(page);
            assertThat(send(provider).kind()).isNotEqualTo(Kind.ACCEPTED);
          }
        });
  }

  @Test
  void bytesThatAreNotTextAreNeverAcceptance() throws Exception {
    byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, '{', (byte) 0xc3};
    run((server, provider) -> check(CannedAnswer.json(200, "").body(bytes), server, provider));
  }

  @Test
  void anAnswerThatIsNotCompressedAsItSaysIsNoException() throws Exception {
    CannedAnswer lying = CannedAnswer.json(500, "{}").header("Content-Encoding", "gzip");
    run((server, provider) -> check(lying, server, provider));
  }

  @Test
  void anAnswerThatGrowsHugeWhenUncompressedIsNotReadToItsEnd() throws Exception {
    CannedAnswer bomb =
        CannedAnswer.json(500, "").body(zeros(64)).header("Content-Encoding", "gzip");
    run((server, provider) -> check(bomb, server, provider));
  }

  @Test
  void aHugeAnswerIsNotReadToItsEnd() throws Exception {
    CannedAnswer huge = CannedAnswer.json(500, "").body(new byte[32 * MEGABYTE]);
    run(
        (server, provider) -> {
          check(huge, server, provider);
          server.otherwise(contract.success("after"));
          assertThat(send(provider).kind()).isEqualTo(Kind.ACCEPTED);
        });
  }

  private void check(CannedAnswer answer, FaultServer server, EmailProvider provider) {
    server.otherwise(answer);
    Outcome outcome = send(provider);
    if (answer.status() >= 300 || !contract.mayAccept(answer)) {
      assertThat(outcome.kind()).as("%s gave %s", answer, outcome).isNotEqualTo(Kind.ACCEPTED);
    }
    assertThat(outcome.why().length()).as("length of why").isLessThan(2_000);
    assertThat(outcome.why().chars().noneMatch(Character::isISOControl))
        .as("why is free of control characters")
        .isTrue();
  }

  private static byte[] zeros(int megabytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      byte[] one = new byte[MEGABYTE];
      for (int i = 0; i < megabytes; i++) {
        gzip.write(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
