package io.akemail.spi.http;

import io.akemail.internal.DaemonThreads;
import io.akemail.internal.SystemTime;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of one transport, set so that it never sends anything twice, and a twin that opens a
 * new connection for each call.
 */
final class Clients implements AutoCloseable {
  private static final int MAX_IDLE = 128;
  private static final int IDLE_SECONDS = 30;
  private static final int CONNECT_SECONDS = 2;

  private final OkHttpClient pooled;
  private final OkHttpClient fresh;
  private final boolean ownsPool;
  private final @Nullable BoundedDns dns;

  private Clients(OkHttpClient pooled, boolean ownsPool, @Nullable BoundedDns dns) {
    this.pooled = pooled;
    this.fresh =
        pooled.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
    this.ownsPool = ownsPool;
    this.dns = dns;
  }

  /** Clients of our own, or built upon the host's. */
  static Clients of(HttpUrl base, @Nullable OkHttpClient host, boolean localNetwork) {
    BoundedDns dns =
        new BoundedDns(
            name -> List.of(InetAddress.getAllByName(name)),
            SystemTime::nanoTime,
            new DaemonThreads("ak-email-dns-"));
    return of(base, host, localNetwork, dns);
  }

  /** The same with a given resolver. */
  static Clients of(
      HttpUrl base, @Nullable OkHttpClient host, boolean localNetwork, BoundedDns resolver) {
    OkHttpClient.Builder builder =
        host != null
            ? host.newBuilder()
            : new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(MAX_IDLE, IDLE_SECONDS, TimeUnit.SECONDS));
    boolean ownDns = host == null || host.dns() == Dns.SYSTEM;
    if (ownDns) {
      builder.dns(resolver);
    }
    if (!localNetwork && (host == null || host.socketFactory() == SocketFactory.getDefault())) {
      builder.socketFactory(new GuardedSockets(() -> proxies(host, base.uri())));
    }
    builder
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        .authenticator(Authenticator.NONE)
        .cookieJar(CookieJar.NO_COOKIES)
        .cache(null)
        .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
        .callTimeout(0, TimeUnit.SECONDS)
        .readTimeout(0, TimeUnit.SECONDS)
        .writeTimeout(0, TimeUnit.SECONDS)
        .dispatcher(new Dispatcher())
        .eventListenerFactory(
            call -> {
              CallTrace trace = call.request().tag(CallTrace.class);
              return trace == null ? EventListener.NONE : trace;
            });
    return new Clients(builder.build(), host == null, ownDns ? resolver : null);
  }

  /** The client for one call. */
  OkHttpClient client(boolean freshConnection) {
    return freshConnection ? fresh : pooled;
  }

  /** The resolver to wait for; null if the host app resolves names itself. */
  @Nullable BoundedDns dns() {
    return dns;
  }

  /** Ends the calls in flight and whatever is our own. */
  @Override
  public void close() {
    pooled.dispatcher().cancelAll(); // of the twin too: they share our dispatcher
    fresh.connectionPool().evictAll();
    if (ownsPool) {
      pooled.connectionPool().evictAll();
    }
    if (dns != null) {
      dns.close();
    }
  }

  private static List<Proxy> proxies(@Nullable OkHttpClient host, URI target) {
    if (host != null && host.proxy() != null) {
      return List.of(host.proxy());
    }
    ProxySelector selector = host == null ? ProxySelector.getDefault() : host.proxySelector();
    return selector == null ? List.of() : selector.select(target);
  }
}
