package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.SslOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Over TLS, to a server that speaks it itself, with a certificate made for the test. */
class RedisTlsTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(400);
  private static final Duration START = Duration.ofSeconds(10);
  private static final String TRUST = "javax.net.ssl.trustStore";

  @TempDir private static Path directory;

  private static Certificate certificate;
  private static RealRedis redis;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    certificate = new Certificate(directory);
    port = RealRedis.freePort();
    redis =
        RealRedis.start(
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            certificate.file().toString(),
            "--tls-key-file",
            certificate.key().toString(),
            "--tls-auth-clients",
            "no");
    redis.command(RealRedis.USER_RULE);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static String uri(String host) {
    return "rediss://store:canary-secret@" + host + ":" + port;
  }

  private static void works(RedisStatusStore.Builder settings) {
    try (RedisStatusStore one = RealRedis.ready(settings);
        RedisStatusStore two = RealRedis.ready(settings)) {
      List<ProviderId> nudges = new CopyOnWriteArrayList<>();
      two.onChange(nudges::add);
      await()
          .atMost(START)
          .until(
              () -> {
                one.put(new SharedVerdict(A, Kind.DISABLED, "ada", LONG));
                return nudges.contains(A);
              });
      assertThat(two.read(A).verdicts()).hasSize(1);
    }
  }

  @Test
  void aClientThatTrustsTheCertificateShares() {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .sslOptions(SslOptions.builder().trustManager(certificate.file().toFile()).build())
            .build());
    try {
      works(RedisStatusStore.builder(client, uri("127.0.0.1")));
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  @Test
  void theStoresOwnClientTrustsWhatJavaTrusts() {
    String password = TRUST + "Password";
    System.setProperty(TRUST, certificate.trustStore().toString());
    System.setProperty(password, certificate.password());
    try {
      works(RedisStatusStore.builder(uri("127.0.0.1")));
    } finally {
      System.clearProperty(TRUST);
      System.clearProperty(password);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() {
    isRefused(RedisStatusStore.builder(uri("127.0.0.1")), "PKIX path building failed");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    RedisClient client = RedisClient.create();
    client.setOptions(
        ClientOptions.builder()
            .sslOptions(SslOptions.builder().trustManager(certificate.file().toFile()).build())
            .build());
    try {
      isRefused(RedisStatusStore.builder(client, uri("localhost")), "localhost");
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rediss", "redis"})
  void aServerOfTheOtherKindIsRefused(String scheme) {
    int other = scheme.equals("rediss") ? redis.port() : port;
    isRefused(RedisStatusStore.builder(scheme + "://store:canary-secret@127.0.0.1:" + other), "");
  }

  /** Each call ends in time, and the log says why once; neither tells the password. */
  private static void isRefused(RedisStatusStore.Builder settings, String why) {
    List<String> lines = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> ear =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
          }
        };
    Logger log = (Logger) LoggerFactory.getLogger(RedisStatusStore.class);
    ear.start();
    log.addAppender(ear);
    try (RedisStatusStore store = settings.build()) {
      await().atMost(START).until(() -> !lines.isEmpty());
      for (int i = 0; i < 5; i++) {
        long before = System.nanoTime();
        RedisException refusal = catchThrowableOfType(RedisException.class, () -> store.read(A));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
        assertThat(refusal).hasMessage("status store: not connected").hasNoCause();
      }
    } finally {
      log.detachAppender(ear);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("Cannot connect to the status store, tries again: ")
        .contains(why)
        .doesNotContain("canary");
  }
}
