package io.akemail.spi.http;

import io.akemail.spi.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How far one call came, and how it is broken off.
 *
 * <p>Events come from the calling thread, those of connecting from the client's threads too, and
 * those of a connection that lost the race to another one may come late. A lookup is waited for
 * within its start event, which the client raises on the calling thread right before it asks for
 * the addresses: only there are both the name and the call known.
 */
final class CallTrace extends EventListener implements Runnable {
  /** What the call was last seen doing: for words only. */
  enum Phase {
    STARTED,
    LOOKUP,
    CONNECT,
    TLS,
    CONNECTED
  }

  private final @Nullable BoundedDns dns;
  private final Supplier<Duration> remaining;
  private @Nullable Call call;
  private volatile Phase phase = Phase.STARTED;
  private volatile boolean opened;
  private volatile boolean acquired;
  private volatile boolean refused;
  private volatile boolean faulted;
  private volatile boolean cancelled;
  private volatile @Nullable CompletableFuture<Void> waiting;
  private boolean slowLookup;
  private @Nullable Response answer;

  /**
   * Makes the trace of one call.
   *
   * @param dns what to wait for; null if the host app resolves names itself
   * @param remaining the time left, asked on the calling thread
   */
  CallTrace(@Nullable BoundedDns dns, Supplier<Duration> remaining) {
    this.dns = dns;
    this.remaining = remaining;
  }

  void watch(Call watched) {
    call = watched;
  }

  /** Breaks the call off. */
  @Override
  public void run() {
    giveUp(); // before the call notices, so that its end is not taken for a fault
    if (call != null) {
      call.cancel();
    }
  }

  Phase phase() {
    return phase;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Whether the attempt's time is over; to be asked on the calling thread. */
  boolean isTimeOver() {
    return remaining.get().isZero();
  }

  boolean isLookupSlow() {
    return slowLookup;
  }

  /** Whether no connection was opened for the only reason that its address is not allowed. */
  boolean isRefused() {
    return refused && !faulted && !acquired;
  }

  /** On which side a fault at this moment lies. */
  Origin origin() {
    return answer != null || (opened && acquired) ? Origin.PROVIDER : Origin.LOCAL;
  }

  /** The answer's head, if one was parsed, even if the call then failed. */
  @Nullable Response answer() {
    return answer;
  }

  @Override
  public void canceled(Call of) {
    giveUp();
  }

  private void giveUp() {
    cancelled = true;
    CompletableFuture<Void> toWake = waiting;
    if (toWake != null) {
      toWake.complete(null);
    }
  }

  @Override
  public void dnsStart(Call of, String domainName) {
    phase = Phase.LOOKUP;
    if (dns != null) {
      CompletableFuture<Void> givenUp = new CompletableFuture<>();
      waiting = givenUp;
      if (cancelled) {
        givenUp.complete(null);
      }
      slowLookup = !dns.await(domainName, remaining.get(), givenUp);
    }
  }

  @Override
  public void connectStart(Call of, InetSocketAddress address, Proxy proxy) {
    phase = Phase.CONNECT;
  }

  @Override
  public void secureConnectStart(Call of) {
    phase = Phase.TLS;
  }

  @Override
  public void connectEnd(
      Call of, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
    opened = true;
  }

  @Override
  public void connectFailed(
      Call of,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException fault) {
    if (fault instanceof RefusedAddressException) {
      refused = true;
    } else {
      faulted = true;
    }
  }

  @Override
  public void connectionAcquired(Call of, Connection connection) {
    acquired = true;
    phase = Phase.CONNECTED;
  }

  @Override
  public void responseHeadersEnd(Call of, Response response) {
    answer = response;
  }

  /** Constant. */
  @Override
  public String toString() {
    return "CallTrace";
  }
}
