package io.akemail.redis;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusStore;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shares what is known of the providers through Redis: a single server, one behind sentinels, or a
 * cluster. Tested with Redis 6.2 and 7.0, and with Lettuce 6.6, 6.8 and 7.7.
 *
 * <pre>{@code
 * StatusStore store = RedisStatusStore.connect("redis://localhost:6379");
 * }</pre>
 *
 * <p>Connects in the background, so making a store neither waits nor fails because of the server. A
 * call throws {@link RedisException} within 250 ms if the server is not there, hangs or refuses.
 * Redis is memory that may be lost at any time: one that comes back empty is one that nobody has
 * said anything to.
 *
 * <p>The user needs the scripts ({@code EVAL}, {@code EVALSHA}) and what they use on the keys
 * {@code ake1:*}, and {@code SUBSCRIBE} and {@code PUBLISH} on the channels {@code ake1:*}; without
 * the channels news come late, by up to a second. Holds at most 256 credentials with a limit or
 * refusal per provider. Immutable settings, thread-safe; at most five threads.
 */
public final class RedisStatusStore implements StatusStore {
  private final Settings settings;
  private final Keys keys;
  private final Nudges nudges = new Nudges();
  private final Wire wire;
  private final Verdicts verdicts;
  private final Map<ProviderId, Set<String>> fingerprints = new ConcurrentHashMap<>();
  private final AtomicLong ignored = new AtomicLong();

  private RedisStatusStore(Settings settings, Server server) {
    this.settings = settings;
    this.keys = new Keys(settings.namespace());
    this.wire = new Wire(server, settings.commandTimeout(), keys.channel(), nudges);
    this.verdicts = new Verdicts(keys, wire.calls());
  }

  /**
   * A store with default settings.
   *
   * @param uri see {@link #builder(String)}
   * @throws IllegalArgumentException if it is not of that form; does not show it
   */
  public static RedisStatusStore connect(String uri) {
    return builder(uri).build();
  }

  /**
   * Settings of a store that makes its own client, and ends it when closed.
   *
   * @param uri {@code redis://[user[:password]@]host[:port][/database]}; the same with {@code
   *     rediss} for TLS, to a server whose certificate Java trusts for that host; {@code
   *     redis-sentinel://[[user:]password@]host[:port],host[:port]/database#master}, with what the
   *     master asks for
   */
  public static Builder builder(String uri) {
    return new Builder(Objects.requireNonNull(uri, "uri"), null, null);
  }

  /**
   * Settings of a store that uses the application's client and leaves it open. That client's
   * options hold; a call ends in time whatever they are.
   *
   * @param uri as in {@link #builder(String)}
   */
  public static Builder builder(RedisClient client, String uri) {
    Objects.requireNonNull(uri, "uri");
    return new Builder(uri, Objects.requireNonNull(client, "client"), null);
  }

  /** Settings of a store that uses the application's client of a cluster and leaves it open. */
  public static Builder builder(RedisClusterClient client) {
    return new Builder(null, null, Objects.requireNonNull(client, "client"));
  }

  @Override
  public SharedStatus read(ProviderId provider) {
    nudges.asked(provider);
    Set<String> asked = fingerprints.getOrDefault(provider, Set.of());
    Reading reading = read(provider, asked);
    fingerprints.put(provider, reading.known());
    if (!asked.containsAll(reading.listed())) {
      reading = read(provider, reading.known());
    }
    ignored.addAndGet(reading.ignored());
    return reading.status();
  }

  private Reading read(ProviderId provider, Set<String> known) {
    List<String> asked = List.copyOf(known);
    List<String> all =
        new ArrayList<>(
            List.of(
                keys.health(provider),
                keys.votes(provider),
                keys.failedProbes(provider),
                keys.hint(provider),
                keys.operator(provider),
                keys.fingerprints(provider)));
    for (String fingerprint : asked) {
      all.add(keys.limit(provider, fingerprint));
      all.add(keys.credential(provider, fingerprint));
    }
    List<?> reply = wire.calls().list(Script.READ, all.toArray(String[]::new));
    try {
      return new Reading(provider, reply, asked);
    } catch (IllegalArgumentException e) {
      throw new RedisException("status store: " + e.getMessage());
    }
  }

  @Override
  public void put(SharedVerdict verdict) {
    verdicts.put(verdict);
  }

  @Override
  public void remove(SharedVerdict verdict) {
    verdicts.remove(verdict);
  }

  @Override
  public boolean write(ProviderId provider, SharedHealth next, @Nullable SharedHealth expected) {
    long written =
        wire.calls()
            .number(
                Script.WRITE,
                new String[] {
                  keys.health(provider), keys.votes(provider), keys.failedProbes(provider)
                },
                expected == null ? "" : expected.generation(),
                expected == null ? "" : Long.toString(expected.epoch()),
                Words.plain(next.generation(), "generation"),
                Long.toString(next.epoch()),
                Words.phase(next.phase()),
                Long.toString(Words.millis(next.remaining())),
                Integer.toString(next.multiplier()),
                next.reason().name(),
                Words.plain(next.by(), "by"),
                Words.kept(next),
                keys.channel(),
                provider.value());
    return written == 1;
  }

  @Override
  public int join(String instance, Duration span) {
    long alive =
        wire.calls()
            .number(
                Script.JOIN,
                new String[] {keys.members()},
                Words.span(span),
                Words.plain(instance, "instance"));
    return Math.toIntExact(alive);
  }

  @Override
  public boolean tryLease(Lease lease, Duration span) {
    long taken =
        wire.calls()
            .number(
                Script.LEASE,
                new String[] {keys.lease(lease)},
                Words.span(span),
                Words.plain(lease.token(), "token"));
    return taken == 1;
  }

  @Override
  public void release(Lease lease) {
    wire.calls()
        .number(
            Script.RELEASE, new String[] {keys.lease(lease)}, Words.plain(lease.token(), "token"));
  }

  /** {@inheritDoc} Also after each connection to the server, for all providers ever read. */
  @Override
  public void onChange(Consumer<ProviderId> nudge) {
    nudges.add(Objects.requireNonNull(nudge, "nudge"));
  }

  /** How many values were passed over since the start because they could not be understood. */
  public long ignoredValues() {
    return ignored.get();
  }

  /** Ends the connections, and the client if it is the store's own; within 2 s. */
  @Override
  public void close() {
    wire.close();
  }

  /** Where it goes; without user and password. */
  @Override
  public String toString() {
    return "RedisStatusStore[" + settings + "]";
  }

  /** Settings of a store. Not thread-safe. */
  public static final class Builder {
    private final @Nullable String uri;
    private final @Nullable RedisClient client;
    private final @Nullable RedisClusterClient clusterClient;
    private String namespace = "default";
    private boolean cluster;
    private Duration commandTimeout = Duration.ofMillis(250);
    private Duration connectTimeout = Duration.ofMillis(250);

    private Builder(
        @Nullable String uri,
        @Nullable RedisClient client,
        @Nullable RedisClusterClient clusterClient) {
      this.uri = uri;
      this.client = client;
      this.clusterClient = clusterClient;
      this.cluster = clusterClient != null;
    }

    /**
     * Keeps apart what shares a server: only stores of one namespace share anything. Default:
     * {@code default}.
     *
     * @param name 1 to 40 letters, digits, dots, hyphens or underscores
     */
    public Builder namespace(String name) {
      this.namespace = Objects.requireNonNull(name, "name");
      return this;
    }

    /** The URI names a node of a cluster. */
    public Builder cluster() {
      this.cluster = true;
      return this;
    }

    /**
     * How long one call may take; default 250 ms.
     *
     * @param span 10 ms to 10 s
     */
    public Builder commandTimeout(Duration span) {
      this.commandTimeout = Objects.requireNonNull(span, "span");
      return this;
    }

    /**
     * How long one attempt to connect may take; default 250 ms. No call waits for it. Without
     * effect on an application's own client.
     *
     * @param span 10 ms to 10 s
     */
    public Builder connectTimeout(Duration span) {
      this.connectTimeout = Objects.requireNonNull(span, "span");
      return this;
    }

    /**
     * The store, which begins to connect.
     *
     * @throws IllegalArgumentException if settings are wrong; names them all
     */
    public RedisStatusStore build() {
      boolean isOther = client != null && cluster;
      List<String> problems = isOther ? List.of("cluster: needs a RedisClusterClient") : List.of();
      Settings settings =
          Settings.of(uri, namespace, cluster, commandTimeout, connectTimeout, problems);
      return new RedisStatusStore(settings, server(settings));
    }

    private Server server(Settings settings) {
      RedisURI target = settings.uri();
      if (clusterClient != null) {
        return new ClusterServer(clusterClient, false);
      }
      return client != null && target != null
          ? new SingleServer(client, target, false)
          : Clients.server(settings);
    }

    /** Without user and password. */
    @Override
    public String toString() {
      return "RedisStatusStore.Builder[namespace " + namespace + "]";
    }
  }
}
