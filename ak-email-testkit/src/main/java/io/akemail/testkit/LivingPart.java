package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contract: many threads at once get each its own answer, and closing leaves nothing behind. */
abstract class LivingPart extends ContractPart {
  private static final int THREADS = 64;
  private static final int MESSAGES = 20;
  private static final String OURS = "ak-email-";
  private static final Pattern MARK = Pattern.compile("mark-\\d+-end");

  LivingPart(EmailProviderContract contract) {
    super(contract);
  }

  @Test
  void manyThreadsGetEachItsOwnAnswer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      run(
          (server, provider) -> {
            server.otherwise(request -> contract.success(mark(request)));
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
              int first = i * MESSAGES;
              all.add(
                  threads.submit(
                      () -> {
                        start.await();
                        sendMarked(provider, first);
                        return null;
                      }));
            }
            for (Future<?> each : all) {
              finish(each);
            }
            assertThat(server.wholePosts()).isEqualTo(THREADS * MESSAGES);
          });
    } finally {
      threads.shutdownNow();
    }
  }

  private static void finish(Future<?> sending) throws Exception {
    try {
      sending.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread did not get its own answers", e.getCause());
    }
  }

  private static void sendMarked(EmailProvider provider, int first) {
    for (int i = first; i < first + MESSAGES; i++) {
      String mark = "mark-" + i + "-end";
      EmailMessage message = Canary.envelope().subject(mark).text(mark).build();
      assertThat(provider.send(message, TestContext.create()))
          .isEqualTo(new Outcome.Accepted(mark));
    }
  }

  private String mark(RecordedRequest request) {
    for (String text : contract.textsOnTheWire(request)) {
      Matcher matcher = MARK.matcher(text);
      if (matcher.find()) {
        return matcher.group();
      }
    }
    return "none";
  }

  @Test
  void closeEndsTheCallsInFlightAndLeavesNoThread() throws Exception {
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    try (FaultServer server =
        FaultServer.start().otherwise(Fault.of(Stage.WHOLE_REQUEST, End.HANG))) {
      EmailProvider provider = provider(server.uri());
      Running running = Running.start(provider, Canary.message(), TestContext.create());
      assertThat(server.awaitFaults(1, Running.IN_TIME)).isTrue();
      provider.close();
      assertThat(running.outcome().kind()).isEqualTo(Outcome.Kind.AMBIGUOUS);
      provider.close();
      send(provider);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith(OURS)) {
        thread.join(Running.IN_TIME.toMillis());
        assertThat(thread.isAlive()).as("%s is alive", thread.getName()).isFalse();
      }
    }
  }

  @Test
  void idAndCapabilitiesStayTheSameAndCannotBeChanged() throws Exception {
    run(
        (server, provider) -> {
          assertThat(provider.id()).isEqualTo(provider.id());
          assertThat(provider.capabilities()).isEqualTo(provider.capabilities()).isUnmodifiable();
          assertThat(server.connections()).isZero();
        });
  }

  @Test
  void theFingerprintTellsCredentialsApartWithoutTellingThem() throws Exception {
    byte[] salt = {1, 2, 3};
    run(
        (server, provider) -> {
          String fingerprint = provider.credentialFingerprint(salt);
          assertThat(fingerprint).matches("[0-9a-f]{16}");
          assertThat(provider.credentialFingerprint(salt)).isEqualTo(fingerprint);
          assertThat(provider.credentialFingerprint(new byte[] {9})).isNotEqualTo(fingerprint);
          try (EmailProvider other = contract.provider(server.uri(), "another-key-8Zp")) {
            assertThat(other.credentialFingerprint(salt)).isNotEqualTo(fingerprint);
          }
        });
  }
}
