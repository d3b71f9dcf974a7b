package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names: cached, bounded in time, stale rather than late. */
class BoundedDnsTest {
  private static final List<InetAddress> FIRST = List.of(address(127, 0, 0, 1));
  private static final List<InetAddress> SECOND = List.of(address(127, 0, 0, 2));
  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final long LIFE = TimeUnit.SECONDS.toNanos(30);

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap around
  private final AtomicInteger lookups = new AtomicInteger();
  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
  private final CompletableFuture<?> never = new CompletableFuture<>();
  private volatile BoundedDns.Lookup lookup = host -> FIRST;
  private final BoundedDns dns =
      new BoundedDns(
          host -> {
            lookups.incrementAndGet();
            return lookup.lookup(host);
          },
          time::get,
          work -> {
            Thread thread = new Thread(work, "ak-email-dns");
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
          });

  @AfterEach
  void close() {
    dns.close();
    Thread.interrupted();
  }

  private static InetAddress address(int... bytes) {
    try {
      byte[] raw = new byte[bytes.length];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (byte) bytes[i];
      }
      return InetAddress.getByAddress("name.example", raw);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private List<InetAddress> resolve() throws UnknownHostException {
    assertThat(dns.await("name.example", SECONDS, never)).isTrue();
    return dns.lookup("name.example");
  }

  /** Waits until the background has nothing more to do. */
  private void settle() {
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anAnswerIsUsedForThirtySeconds() throws UnknownHostException {
    assertThat(resolve()).isEqualTo(FIRST);
    time.addAndGet(LIFE - 1);
    assertThat(resolve()).isEqualTo(FIRST);

    assertThat(lookups).hasValue(1);
  }

  @Test
  void anOldAnswerIsUsedWhileTheNextIsLookedUp() throws Exception {
    resolve();
    Semaphore go = new Semaphore(0);
    lookup =
        host -> {
          go.acquireUninterruptibly();
          return SECOND;
        };
    time.addAndGet(LIFE);

    assertThat(resolve()).isEqualTo(FIRST);
    assertThat(resolve()).isEqualTo(FIRST);
    go.release();
    settle();

    assertThat(resolve()).isEqualTo(SECOND);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void theLastGoodAnswerIsKeptWhileLookupsFailAndTheyPause() throws Exception {
    resolve();
    lookup =
        host -> {
          throw new UnknownHostException(host);
        };
    time.addAndGet(LIFE);
    assertThat(resolve()).isEqualTo(FIRST);
    settle();
    assertThat(resolve()).isEqualTo(FIRST);
    settle();
    assertThat(lookups).hasValue(2);

    time.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(resolve()).isEqualTo(FIRST);
    settle();
    assertThat(lookups).hasValue(3);
  }

  @Test
  void anEmptyAnswerOrAnExceptionOfAnotherKindIsAFailedLookup() {
    lookup = host -> List.of();
    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(this::resolve);
    lookup =
        host -> {
          throw new IllegalStateException("broken resolver");
        };
    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(this::resolve);
    lookup = host -> SECOND;

    assertThat(dns.await("name.example", SECONDS, never)).isTrue();
    assertThat(lookups).hasValue(3);
  }

  @Test
  void callersOfOneNameShareOneLookup() throws Exception {
    Semaphore go = new Semaphore(0);
    lookup =
        host -> {
          go.acquireUninterruptibly();
          return FIRST;
        };
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> dns.await("name.example", SECONDS, never));
    CompletableFuture<Boolean> another =
        CompletableFuture.supplyAsync(() -> dns.await("name.example", SECONDS, never));
    go.release();

    assertThat(other.get()).isTrue();
    assertThat(another.get()).isTrue();
    assertThat(lookups).hasValue(1);
  }

  @Test
  void aHungLookupHoldsNoCallerLongerThanItsTime() {
    CountDownLatch end = new CountDownLatch(1);
    lookup = hangingUntil(end);
    long before = System.nanoTime();

    assertThat(dns.await("name.example", Duration.ofMillis(30), never)).isFalse();

    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(2));
    end.countDown();
  }

  @Test
  void whoComesAfterTheBoundOfAHungLookupDoesNotWaitAtAll() {
    CountDownLatch end = new CountDownLatch(1);
    lookup = hangingUntil(end);
    dns.await("name.example", Duration.ZERO, never);
    time.addAndGet(TimeUnit.SECONDS.toNanos(2));

    assertThat(dns.await("name.example", Duration.ofDays(1), never)).isFalse();

    assertThat(lookups.get()).isLessThanOrEqualTo(1);
    end.countDown();
  }

  @Test
  void givingUpEndsTheWait() {
    CountDownLatch end = new CountDownLatch(1);
    CompletableFuture<Void> givenUp = new CompletableFuture<>();
    lookup =
        host -> {
          givenUp.complete(null);
          return hangingUntil(end).lookup(host);
        };
    long before = System.nanoTime();

    assertThat(dns.await("name.example", SECONDS, givenUp)).isFalse();

    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
    end.countDown();
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    CountDownLatch end = new CountDownLatch(1);
    lookup = hangingUntil(end);
    Thread.currentThread().interrupt();

    assertThat(dns.await("name.example", SECONDS, never)).isFalse();

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    end.countDown();
  }

  @Test
  void fourHungLookupsLeaveNoThreadForAFifthAndItsCallerGoesOn() {
    CountDownLatch end = new CountDownLatch(1);
    lookup = hangingUntil(end);
    for (int i = 0; i < 6; i++) {
      assertThat(dns.await("name" + i + ".example", Duration.ZERO, never)).isFalse();
    }

    assertThat(threads).hasSize(4).allMatch(Thread::isDaemon);
    end.countDown();
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    resolve();
    dns.close();

    for (Thread thread : threads) {
      thread.join();
    }
    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(
            () -> {
              dns.await("other.example", SECONDS, never);
              dns.lookup("other.example");
            });
  }

  private static BoundedDns.Lookup hangingUntil(CountDownLatch end) {
    return host -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return FIRST;
    };
  }

  private HttpTransport transport(int port) {
    HttpUrl base = HttpUrl.get("http://name.example:" + port + "/");
    return new HttpTransport(base, Headers.of(), Clients.of(base, null, true, dns));
  }

  @Test
  void aSendUsesTheResolverAndFindsTheServer() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = transport(server.port())) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(transport.post(Posts.small(), new TestContext().fresh(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.ACCEPTED);
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void aSendWhoseNameHangsIsUnavailableWhenItsTimeIsOver() {
    CountDownLatch end = new CountDownLatch(1);
    lookup = hangingUntil(end);
    try (HttpTransport transport = transport(1)) {
      TestContext context = new TestContext().remaining(Duration.ofMillis(20));

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome)
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "name not resolved in time"));
      assertThat(context.asked()).isZero();
    }
    end.countDown();
  }

  @Test
  void aSendGivenUpWithinTheLookupReturnsAtOnce() {
    CountDownLatch end = new CountDownLatch(1);
    TestContext context = new TestContext();
    lookup =
        host -> {
          context.cancel();
          return hangingUntil(end).lookup(host);
        };
    try (HttpTransport transport = transport(1)) {
      assertThat(transport.post(Posts.small(), context, ACCEPT))
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "name not resolved in time"));
    }
    end.countDown();
  }

  @Test
  void closingTheTransportEndsASendWithinTheLookup() {
    CountDownLatch end = new CountDownLatch(1);
    HttpTransport transport = transport(1);
    lookup =
        host -> {
          transport.close();
          return hangingUntil(end).lookup(host);
        };

    assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
        .isEqualTo(Outcome.Kind.UNAVAILABLE);
    end.countDown();
  }

  @Test
  void anUnknownNameIsALocalFault() {
    lookup =
        host -> {
          throw new UnknownHostException("secret.internal");
        };
    try (HttpTransport transport = transport(1)) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT))
          .isEqualTo(new Outcome.Unavailable(Origin.LOCAL, "name not resolved"));
    }
  }
}
