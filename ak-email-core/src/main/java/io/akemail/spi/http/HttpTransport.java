package io.akemail.spi.http;

import io.akemail.spi.Outcome;
import io.akemail.spi.Secret;
import io.akemail.spi.SendContext;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/**
 * The way to one provider over HTTP.
 *
 * <p>Makes each call exactly once: no retry of the client's own, no redirect, a one-shot body of
 * known length. Names are resolved by a bounded resolver, addresses are checked when a connection
 * is opened, and the attempt's time is kept by the sender through {@link SendContext}, not by
 * time-outs of the client. Thread-safe.
 */
public final class HttpTransport implements AutoCloseable {
  private HttpTransport() {}

  /**
   * Begins a transport.
   *
   * @param baseUrl https, with host, without query or fragment; a path is kept as a prefix
   */
  public static Builder builder(URI baseUrl) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes the call and classifies what came of it. Never throws.
   *
   * @param classify turns an answer into an outcome; if it throws, the answer counts as {@link
   *     HttpAnswer#byStatus}
   */
  public Outcome post(HttpPost post, SendContext context, Function<HttpAnswer, Outcome> classify) {
    throw new UnsupportedOperationException();
  }

  /** Whether a GET of the path gives any parsed answer below 500 in time. Never throws. */
  public boolean isReachable(String path, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** Closes idle connections and ends the resolver's threads; calls in flight are cancelled. */
  @Override
  public void close() {}

  /** Settings of a transport. */
  public static final class Builder {
    private Builder() {}

    /** A header field on every call whose value is the secret behind a prefix. */
    public Builder secretHeader(String name, String prefix, Secret secret) {
      throw new UnsupportedOperationException();
    }

    /** A header field on every call. */
    public Builder header(String name, String value) {
      throw new UnsupportedOperationException();
    }

    /**
     * Allows http and addresses of this host and of private networks, for tests and for a provider
     * that stands inside one's own network. Default: https only, such addresses are refused.
     */
    public Builder allowLocalNetwork() {
      throw new UnsupportedOperationException();
    }

    /**
     * Builds upon the host's client: its proxy, socket factory, trust and interceptors are kept;
     * what would re-send or follow redirects is switched off. The host's client stays open.
     */
    public Builder httpClient(OkHttpClient client) {
      throw new UnsupportedOperationException();
    }

    /**
     * Makes the transport.
     *
     * @throws IllegalArgumentException if the base URL is not allowed
     */
    public HttpTransport build() {
      throw new UnsupportedOperationException();
    }
  }
}
