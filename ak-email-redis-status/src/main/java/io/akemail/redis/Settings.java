package io.akemail.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings.
 *
 * @param uri null if the application's own cluster client knows where it goes
 */
record Settings(
    @Nullable RedisURI uri,
    String namespace,
    boolean cluster,
    Duration commandTimeout,
    Duration connectTimeout) {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,40}");
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofSeconds(10);

  /** How long a handshake may take: nobody waits for it. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(1);

  /**
   * Checks everything at once.
   *
   * @param found what is wrong already
   */
  static Settings of(
      @Nullable String uri,
      String namespace,
      boolean cluster,
      Duration command,
      Duration connect,
      List<String> found) {
    List<String> problems = new ArrayList<>(found);
    RedisURI parsed = uri == null ? null : parse(uri);
    if (uri != null && parsed == null) {
      problems.add(
          "uri: must be of the form redis://[user[:password]@]host[:port], or begin with rediss://"
              + " or redis-sentinel://");
    }
    if (parsed != null && parsed.isSsl() && parsed.getVerifyMode() != SslVerifyMode.FULL) {
      problems.add("uri: verifyPeer must be FULL");
    }
    if (parsed != null && cluster && !parsed.getSentinels().isEmpty()) {
      problems.add("cluster: a cluster has no sentinels");
    }
    if (parsed != null && cluster && parsed.getDatabase() != 0) {
      problems.add("uri: a cluster has database 0 only");
    }
    if (!NAMESPACE.matcher(namespace).matches()) {
      problems.add("namespace: must be 1 to 40 letters, digits, dots, hyphens or underscores");
    }
    check("commandTimeout", command, problems);
    check("connectTimeout", connect, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new Settings(parsed, namespace, cluster, command, connect);
  }

  private static void check(String field, Duration value, List<String> problems) {
    if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
      problems.add(field + ": must be 10 ms to 10 s");
    }
  }

  /** Null if it cannot be read; the parser's own words may hold the password. */
  private static @Nullable RedisURI parse(String text) {
    try {
      RedisURI uri = RedisURI.create(text);
      boolean hasHost = uri.getHost() != null && !uri.getHost().isEmpty();
      boolean hasSentinel = !uri.getSentinels().isEmpty() && uri.getSentinelMasterId() != null;
      uri.setTimeout(HANDSHAKE);
      uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(HANDSHAKE));
      return hasHost || hasSentinel ? uri : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** For people; without user and password. */
  @Override
  public String toString() {
    String where =
        uri == null
            ? "own client"
            : uri.getSentinels().isEmpty()
                ? uri.getHost() + ":" + uri.getPort()
                : "sentinel " + Objects.requireNonNullElse(uri.getSentinelMasterId(), "");
    return where + ", namespace " + namespace;
  }
}
