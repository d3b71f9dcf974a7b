package io.akemail.spi.http;

import static io.akemail.spi.http.Pages.page;
import static io.akemail.spi.http.Pages.saying;
import static io.akemail.spi.http.Pages.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Hint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One deadline over everything, whatever the server does with its time. */
class StatusPageTimeTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  private static final Duration SLACK = Duration.ofMillis(250);

  /** A loaded machine may spoil one measurement, hardly all. */
  private static final int MEASUREMENTS = 5;

  private static void trickle(RawServer.Peer peer, String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      peer.write(text.substring(i, i + 1));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  static Stream<Arguments> idlers() {
    String answer = whole("200 OK", "", saying("operational"));
    int head = answer.indexOf("\r\n\r\n") + 4;
    return Stream.of(
        idler("says nothing", RawServer.Peer::awaitEnd),
        idler(
            "stops within the head",
            peer -> {
              peer.readRequest();
              peer.write(answer.substring(0, 20));
              peer.awaitEnd();
            }),
        idler(
            "stops within the body",
            peer -> {
              peer.readRequest();
              peer.write(answer.substring(0, head + 20));
              peer.awaitEnd();
            }),
        idler(
            "trickles the head",
            peer -> {
              peer.readRequest();
              trickle(peer, answer);
            }),
        idler(
            "trickles the body",
            peer -> {
              peer.readRequest();
              peer.write(answer.substring(0, head));
              trickle(peer, answer.substring(head));
            }),
        idler(
            "sends interim answers for ever",
            peer -> {
              peer.readRequest();
              while (true) {
                trickle(peer, "HTTP/1.1 103 Early\r\n\r\n");
              }
            }));
  }

  private static Arguments idler(String name, RawServer.Script script) {
    return Arguments.of(name, script);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("idlers")
  void aServerThatTakesItsTimeIsUnknownInTime(String name, RawServer.Script script)
      throws IOException {
    try (RawServer server = new RawServer(script);
        StatusPage page = page(server.uri())) {
      page.read(Duration.ofMillis(1)); // classes are loaded by now
      Duration best = read(page, name);
      for (int i = 1; i < MEASUREMENTS && best.compareTo(SHORT.plus(SLACK)) > 0; i++) {
        best = read(page, name);
      }
      assertThat(best).isLessThan(SHORT.plus(SLACK));
    }
  }

  private static Duration read(StatusPage page, String name) {
    long begin = System.nanoTime();
    assertThat(page.read(SHORT)).as(name).isEqualTo(Hint.UNKNOWN);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void closingEndsAReading() throws IOException {
    StatusPage[] page = new StatusPage[1];
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.readRequest();
              page[0].close();
              peer.awaitEnd();
            })) {
      page[0] = page(server.uri());
      assertThat(page[0].read(Duration.ofMinutes(5))).isEqualTo(Hint.UNKNOWN);
    }
  }
}
