package io.akemail.spi.http;

import io.akemail.internal.SystemTime;
import io.akemail.internal.Text;
import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A public status page of the kind Statuspage v2, read through its {@code summary.json}.
 *
 * <p>The first of the given components that the page has at all decides: operational is {@link
 * Hint#OK}, degraded performance, a partial outage and maintenance are {@link Hint#DEGRADED}, a
 * major outage is {@link Hint#OUTAGE}. Of several components of one name the worst counts. The
 * page's own indicator is never used, since it blends all products.
 *
 * <p>All else is {@link Hint#UNKNOWN}: another word, none of the components (one log line when that
 * begins), any status but 200 and 304, anything but one whole JSON object of 1 MiB at most, an
 * answer that waited in a cache for over 5 minutes, more than 3 redirects, a redirect in a circle
 * or to anything but https, an address that is not allowed, and whatever takes too long.
 *
 * <p>Sends neither credentials nor cookies, opens a connection for each reading, and asks only for
 * what has changed. Thread-safe.
 */
public final class StatusPage implements HealthSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusPage.class);

  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_BODY = 1024 * 1024;
  private static final long MAX_AGE_SECONDS = 300;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int SHOWN = 200;

  private final HttpUrl summary;
  private final List<String> names;
  private final Clients clients;
  private final AtomicBoolean missing = new AtomicBoolean();
  private volatile @Nullable PageReading last;
  private volatile boolean closed;

  private StatusPage(HttpUrl summary, List<String> names, Clients clients) {
    this.summary = summary;
    this.names = names;
    this.clients = clients;
  }

  /**
   * A page on the open internet.
   *
   * @param summaryUrl https, the whole URL of {@code summary.json}
   * @param componentNames the preferred one first; compared without surrounding white space and
   *     without regard to case
   * @throws IllegalArgumentException as {@link Builder#build} says
   */
  public static StatusPage of(URI summaryUrl, List<String> componentNames) {
    return builder(summaryUrl, componentNames).build();
  }

  /** Begins a page; the parameters are those of {@link #of}. */
  public static Builder builder(URI summaryUrl, List<String> componentNames) {
    return new Builder(summaryUrl, componentNames);
  }

  /**
   * Reads the page once, redirects included within the time-out.
   *
   * <p>Never throws, and returns within 250 ms after the time-out unless a resolver of the host
   * app's own hangs. An interrupt ends it; the flag is kept.
   */
  @Override
  public Hint read(Duration timeout) {
    try {
      Duration most = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
      return visit(SystemTime.nanoTime() + most.toNanos());
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.debug("Nothing known from the status page at {}: {}", summary.host(), words(e));
      return Hint.UNKNOWN;
    }
  }

  private static String words(Exception fault) {
    return fault instanceof UnclearPageException
        ? String.valueOf(fault.getMessage())
        : fault.getClass().getSimpleName();
  }

  private Hint visit(long deadline) throws IOException {
    Set<HttpUrl> seen = new HashSet<>();
    HttpUrl url = summary;
    while (true) {
      if (!seen.add(url)) {
        throw new UnclearPageException("redirected in a circle");
      }
      if (seen.size() > MAX_REDIRECTS + 1) {
        throw new UnclearPageException("too many redirects");
      }
      CallTrace trace = new CallTrace(clients.dns(), () -> left(deadline));
      if (closed || trace.isTimeOver()) {
        throw new UnclearPageException("closed, or no time left");
      }
      PageReading known = last;
      PageReading asked = known != null && known.url().equals(url) ? known : null;
      Call call = clients.client(true).newCall(request(url, asked, trace));
      trace.watch(call);
      call.timeout().timeout(Math.max(1, left(deadline).toNanos()), TimeUnit.NANOSECONDS);
      try (Response response = call.execute()) {
        HttpUrl next = redirect(response);
        if (next == null) {
          return judge(response, asked);
        }
        url = next;
      } finally {
        call.cancel(); // what was not read is of no interest, nor is the connection
      }
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - SystemTime.nanoTime()));
  }

  private static Request request(HttpUrl url, @Nullable PageReading asked, CallTrace trace) {
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/json")
            .header("User-Agent", "ak-email")
            .tag(CallTrace.class, trace);
    if (asked != null) {
      asked.makeConditional(request);
    }
    return request.build();
  }

  /** Where to go on; null if this is the page. */
  private static @Nullable HttpUrl redirect(Response response) throws UnclearPageException {
    switch (response.code()) {
      case 301, 302, 303, 307, 308 -> {
        String location = response.header("Location");
        HttpUrl next = location == null ? null : response.request().url().resolve(location);
        if (next == null || !next.isHttps() || hasUser(next)) {
          throw new UnclearPageException("redirected to anything but https");
        }
        return next.newBuilder().fragment(null).build();
      }
      default -> {
        return null;
      }
    }
  }

  private static boolean hasUser(HttpUrl url) {
    return !url.encodedUsername().isEmpty() || !url.encodedPassword().isEmpty();
  }

  private Hint judge(Response response, @Nullable PageReading asked) throws IOException {
    PageReading unchanged = response.code() == 304 ? asked : null;
    if (response.code() != 200 && unchanged == null) {
      throw new UnclearPageException("HTTP " + response.code());
    }
    if (isOld(response)) {
      throw new UnclearPageException("from a cache, too old");
    }
    if (unchanged != null) {
      return unchanged.hint();
    }
    last = null;
    Optional<Hint> found = SummaryReader.read(body(response), names);
    if (found.isPresent()) {
      missing.set(false);
    } else if (!missing.getAndSet(true)) {
      LOG.warn(
          "The status page at {} has no component {}: nothing is known from it",
          summary.host(),
          Text.shown(String.join(" / ", names), SHOWN));
    }
    Hint hint = found.orElse(Hint.UNKNOWN);
    last = PageReading.of(response, hint);
    return hint;
  }

  /** Whether a cache held the answer for too long (RFC 9111, 5.1); an unreadable age is none. */
  private static boolean isOld(Response response) {
    List<String> ages = response.headers().values("Age");
    String age = ages.isEmpty() ? "" : ages.get(0).split(",", 2)[0].strip();
    if (age.isEmpty() || !age.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    return age.length() > 9 || Integer.parseInt(age) > MAX_AGE_SECONDS;
  }

  private static byte[] body(Response response) throws IOException {
    BufferedSource source = response.body().source();
    if (source.request(MAX_BODY + 1L)) {
      throw new UnclearPageException("larger than 1 MiB");
    }
    return source.readByteArray();
  }

  /** Breaks readings off; later ones are UNKNOWN. */
  @Override
  public void close() {
    closed = true;
    clients.close();
  }

  /** The host and the components. */
  @Override
  public String toString() {
    return "StatusPage[" + summary.host() + ", " + names + "]";
  }

  /** Settings of a page. Not thread-safe. */
  public static final class Builder {
    private final URI summaryUrl;
    private final List<String> componentNames;
    private boolean localNetwork;
    private @Nullable OkHttpClient hostClient;

    private Builder(URI summaryUrl, List<String> componentNames) {
      this.summaryUrl = Objects.requireNonNull(summaryUrl, "summaryUrl");
      this.componentNames = List.copyOf(componentNames);
    }

    /**
     * Allows http to begin with, and addresses of this host and of private networks. Redirects must
     * lead to https all the same. Default: https only, such addresses are refused.
     */
    public Builder allowLocalNetwork() {
      localNetwork = true;
      return this;
    }

    /**
     * Takes the host's proxy, trust, names and socket factory, with what {@link
     * HttpTransport.Builder#httpClient} says of them. Its interceptors are not taken: they may add
     * credentials.
     */
    public Builder httpClient(OkHttpClient client) {
      hostClient = client;
      return this;
    }

    /**
     * Makes the page, without any call.
     *
     * @throws IllegalArgumentException if the URL is not https with a host and without a user, or
     *     if there is no component name, or a blank one
     */
    public StatusPage build() {
      HttpUrl url = HttpUrl.get(summaryUrl);
      if (url == null || summaryUrl.getHost() == null) {
        throw new IllegalArgumentException("summary URL: must be https, with a host");
      }
      if (!url.isHttps() && !localNetwork) {
        throw new IllegalArgumentException(
            "summary URL: must be https; only allowLocalNetwork() permits http");
      }
      if (hasUser(url) || url.fragment() != null) {
        throw new IllegalArgumentException("summary URL: must have no user or fragment");
      }
      List<String> names = componentNames.stream().map(String::strip).distinct().toList();
      if (names.isEmpty() || names.contains("")) {
        throw new IllegalArgumentException("component names: must be given, and not blank");
      }
      return new StatusPage(url, names, Clients.of(url, anonymous(hostClient), localNetwork));
    }

    private static @Nullable OkHttpClient anonymous(@Nullable OkHttpClient client) {
      if (client == null) {
        return null;
      }
      OkHttpClient.Builder builder = client.newBuilder();
      builder.interceptors().clear();
      builder.networkInterceptors().clear();
      return builder.build();
    }

    /** Constant. */
    @Override
    public String toString() {
      return "StatusPage.Builder";
    }
  }
}
