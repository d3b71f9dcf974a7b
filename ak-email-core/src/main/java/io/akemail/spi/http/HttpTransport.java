package io.akemail.spi.http;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Secret;
import io.akemail.spi.SendContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The way to one provider over HTTP.
 *
 * <p>Makes each call exactly once: no retry of the client's own, no redirect, a one-shot body of
 * known length. Names are resolved by a bounded resolver, addresses are checked when a connection
 * is opened, and the attempt's time is kept by the sender through {@link SendContext}, not by
 * time-outs of the client. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {
  private static final int MAX_TEMPLATES = 64;

  private final HttpUrl base;
  private final Headers headers;
  private final Clients clients;
  private final Map<String, Request> templates = new ConcurrentHashMap<>();
  private final BooleanSupplier isClosed = this::isClosed;
  private volatile boolean closed;

  HttpTransport(HttpUrl base, Headers headers, Clients clients) {
    this.base = base;
    this.headers = headers;
    this.clients = clients;
  }

  /**
   * Begins a transport.
   *
   * @param baseUrl https, with host, without query or fragment; a path is kept as a prefix
   */
  public static Builder builder(URI baseUrl) {
    return new Builder(baseUrl);
  }

  /**
   * As {@link #post(HttpPost, SendContext, Function)}, for calls that are no attempt of a sender:
   * over a new connection, and broken off when the time is over.
   *
   * @param timeout more than zero
   */
  public Outcome post(HttpPost post, Duration timeout, Function<HttpAnswer, Outcome> classify) {
    return post(post, new OwnTime(timeout), classify);
  }

  /**
   * Makes the call and classifies what came of it. Never throws.
   *
   * <p>A call that ends without a parsed answer is unavailable as long as the last byte of its body
   * was not handed over, since its length was announced, and ambiguous after that. An attachment
   * that cannot be read, or is not as long as it told, makes the message rejected.
   *
   * @param classify turns an answer into an outcome; if it throws, the answer counts as {@link
   *     HttpAnswer#byStatus}
   */
  public Outcome post(HttpPost post, SendContext context, Function<HttpAnswer, Outcome> classify) {
    if (closed) {
      return new Outcome.Unavailable(Origin.LOCAL, "closed");
    }
    PostBody body = new PostBody(context, isClosed);
    CallTrace trace = new CallTrace(clients.dns(), context::remaining);
    Call call;
    try {
      body.prepare(post.body());
      Request.Builder request = request(post.path(), post.headers(), trace).post(body);
      call = clients.client(context.freshConnection()).newCall(request.build());
    } catch (RuntimeException e) {
      body.discard();
      return Faults.unmade(e);
    }
    trace.watch(call);
    if (context instanceof OwnTime own) {
      call.timeout().timeout(own.nanos(), TimeUnit.NANOSECONDS);
    }
    HttpAnswer answer;
    try {
      context.onCancel(trace);
      try (Response response = call.execute()) {
        answer = HttpAnswer.read(response, call);
      }
    } catch (Exception e) {
      restoreInterrupt(e);
      Response head = trace.answer();
      if (head == null) {
        return Faults.unanswered(e, trace, body, base.host());
      }
      answer = HttpAnswer.withoutBody(head);
    } finally {
      body.discard();
      if (closed) {
        clients.close(); // this call may have given a connection back after the first close
      }
    }
    return classified(answer, classify);
  }

  /**
   * Whether a GET of the path gives any parsed answer below 500 in time. Never throws.
   *
   * <p>Always over a new connection, so that it tells about the way as it is now, name included.
   */
  public boolean isReachable(String path, Duration timeout) {
    if (closed) {
      return false;
    }
    CallTrace trace = new CallTrace(clients.dns(), () -> timeout);
    try {
      Call call = clients.client(true).newCall(request(path, Map.of(), trace).get().build());
      trace.watch(call);
      call.timeout().timeout(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
      try (Response response = call.execute()) {
        call.cancel(); // the body is of no interest, nor is the connection
        return response.code() < 500;
      }
    } catch (Exception e) {
      restoreInterrupt(e);
      Response head = trace.answer();
      return head != null && head.code() < 500;
    }
  }

  /** Closes idle connections and ends the resolver's threads; calls in flight are cancelled. */
  @Override
  public void close() {
    closed = true;
    clients.close();
  }

  private boolean isClosed() {
    return closed;
  }

  private static Outcome classified(HttpAnswer answer, Function<HttpAnswer, Outcome> classify) {
    try {
      @Nullable Outcome outcome = classify.apply(answer);
      return outcome == null ? answer.byStatus() : outcome;
    } catch (RuntimeException e) {
      return answer.byStatus();
    }
  }

  private Request.Builder request(String path, Map<String, String> own, CallTrace trace) {
    Request.Builder request = template(path).newBuilder().tag(CallTrace.class, trace);
    own.forEach(request::header);
    return request;
  }

  /** A request of the path with the headers of all calls: copying it costs less than making it. */
  private Request template(String path) {
    Request known = templates.get(path);
    if (known != null) {
      return known;
    }
    Request made = new Request.Builder().url(url(path)).headers(headers).build();
    if (templates.size() < MAX_TEMPLATES) {
      templates.put(path, made);
    }
    return made;
  }

  private HttpUrl url(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: must begin with '/'");
    }
    String prefix = base.encodedPath();
    prefix = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    HttpUrl url = base.resolve(prefix + path);
    if (url == null || !url.host().equals(base.host()) || url.port() != base.port()) {
      throw new IllegalArgumentException("path: leads away from the base URL");
    }
    return url;
  }

  /** The client's own way of waiting for a connection clears the flag, others keep it. */
  private static void restoreInterrupt(Exception fault) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "HttpTransport";
  }

  /** Settings of a transport. Not thread-safe. */
  public static final class Builder {
    private final URI baseUrl;
    private final Headers.Builder headers =
        new Headers.Builder().set("Accept", "application/json").set("User-Agent", "ak-email");
    private boolean localNetwork;
    private @Nullable OkHttpClient hostClient;

    private Builder(URI baseUrl) {
      this.baseUrl = baseUrl;
    }

    /**
     * A header field on every call whose value is the secret behind a prefix.
     *
     * @param prefix such as {@code "Bearer "}; may be empty
     * @throws IllegalArgumentException if the name is no token or the prefix not visible ASCII
     */
    public Builder secretHeader(String name, String prefix, Secret secret) {
      return header(name, prefix + secret.reveal());
    }

    /**
     * A header field on every call.
     *
     * @throws IllegalArgumentException if the name is no token, or the value is not visible ASCII
     *     with spaces only inside; the value is not shown
     */
    public Builder header(String name, String value) {
      HeaderFields.check(name, value);
      headers.set(name, value);
      return this;
    }

    /**
     * Allows http and addresses of this host and of private networks, for tests and for a provider
     * that stands inside one's own network. Default: https only, such addresses are refused.
     */
    public Builder allowLocalNetwork() {
      localNetwork = true;
      return this;
    }

    /**
     * Builds upon the host's client: its proxy, socket factory, trust, names, connection pool and
     * interceptors are kept; what would re-send, follow redirects, end a call by time or keep
     * cookies and answers is switched off, and its event listener is not called. The host's client
     * stays open.
     *
     * <p>A resolver or socket factory of the host's own takes the place of ours: then lookups are
     * not bounded, or addresses are not checked. An interceptor that sends a request twice gets an
     * exception for the second.
     */
    public Builder httpClient(OkHttpClient client) {
      hostClient = client;
      return this;
    }

    /**
     * Makes the transport.
     *
     * @throws IllegalArgumentException if the base URL is not allowed
     */
    public HttpTransport build() {
      HttpUrl base = HttpUrl.get(baseUrl);
      if (base == null || baseUrl.getHost() == null) {
        throw new IllegalArgumentException("base URL: must be https, with a host");
      }
      if (!base.isHttps() && !localNetwork) {
        throw new IllegalArgumentException(
            "base URL: must be https; only allowLocalNetwork() permits http");
      }
      if (baseUrl.getRawQuery() != null
          || baseUrl.getRawFragment() != null
          || baseUrl.getRawUserInfo() != null) {
        throw new IllegalArgumentException("base URL: must have no query, fragment or user");
      }
      return new HttpTransport(base, headers.build(), Clients.of(base, hostClient, localNetwork));
    }

    /** Constant. */
    @Override
    public String toString() {
      return "HttpTransport.Builder";
    }
  }
}
