package io.akemail;

import io.akemail.health.HealthPoller;
import io.akemail.internal.DaemonThreads;
import io.akemail.internal.SystemRandom;
import io.akemail.internal.TimeSource;
import io.akemail.outbox.Outbox;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.ProviderId;
import io.akemail.status.StatusStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a {@link FailoverSender} together. Not thread-safe. */
public final class FailoverSenderBuilder {
  private static final int MAX_PROVIDERS = 64;

  private final List<EmailProvider> providers = new ArrayList<>();
  private final List<SendListener> listeners = new ArrayList<>();
  private SelectionStrategy strategy = SelectionStrategy.inOrder();
  private FailoverSettings settings = FailoverSettings.defaults();
  private String instance = "app";
  private @Nullable Duration pollInterval;
  private @Nullable StatusStore store;
  private @Nullable Outbox outbox;
  private RelaySettings relaySettings = RelaySettings.defaults();
  private byte[] salt = "io.akemail".getBytes(StandardCharsets.US_ASCII);
  private UnaryOperator<Runnable> asyncContext = UnaryOperator.identity();
  private ThreadFactory threads = new DaemonThreads("ak-email-");
  private TimeSource time = TimeSource.SYSTEM;
  private RandomGenerator random = SystemRandom.generator();

  FailoverSenderBuilder() {}

  /**
   * Adds a provider behind those already there. The sender will own it and close it.
   *
   * <p>One type may be added several times under different ids.
   */
  public FailoverSenderBuilder provider(EmailProvider provider) {
    providers.add(Objects.requireNonNull(provider, "provider"));
    return this;
  }

  /**
   * Adds the providers that settings configure, made by the factories that {@link
   * java.util.ServiceLoader} finds with the thread's context class loader.
   *
   * <p>{@code AK_EMAIL_PROVIDERS} lists them in order, as {@code id} or {@code id=type}, separated
   * by commas: {@code sendgrid,backup=sparkpost}. Without it every found type is used that has a
   * setting {@code <TYPE>_API_KEY}, ordered by name. The settings of a provider begin with its id
   * in capitals: {@code SENDGRID_API_KEY}, {@code BACKUP_API_KEY}.
   *
   * @param settings names and values, such as {@link System#getenv()}
   * @throws IllegalArgumentException naming every setting that is missing or wrong, a type without
   *     a factory together with the types found, or two factories of one type
   */
  public FailoverSenderBuilder discover(Map<String, String> settings) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return discover(
        settings, loader == null ? EmailProviderFactory.class.getClassLoader() : loader);
  }

  /** As {@link #discover(Map)}, with factories found by the given class loader. */
  public FailoverSenderBuilder discover(Map<String, String> settings, ClassLoader loader) {
    providers.addAll(Discovery.providers(settings, Discovery.factories(loader)));
    return this;
  }

  /** Adds a listener. */
  public FailoverSenderBuilder listener(SendListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Shares with other senders what is known of the providers: their health, limits, refused
   * credentials, operators' words. The sender calls the store on a thread of its own and closes it
   * in the end. Default: nothing is shared.
   */
  public FailoverSenderBuilder statusStore(StatusStore store) {
    this.store = Objects.requireNonNull(store, "store");
    return this;
  }

  /**
   * Tells the credentials of this deployment apart in the store without telling them; the same on
   * all its instances. Default: a constant.
   *
   * @param salt at least one byte; copied
   * @throws IllegalArgumentException if it is empty
   */
  public FailoverSenderBuilder deploymentSalt(byte[] salt) {
    if (salt.length == 0) {
      throw new IllegalArgumentException("deploymentSalt: is empty");
    }
    this.salt = salt.clone();
    return this;
  }

  /**
   * Asks the providers once a minute what they say of their own sending, on their public status
   * pages or by a free call; see {@link EmailProvider#healthSource}. What they say orders, hastens
   * and delays; it never decides alone that a provider is down or up. Of senders that share a store
   * one asks for all. Default: nobody is asked.
   */
  public FailoverSenderBuilder pollStatusPages() {
    return pollStatusPages(Duration.ofMinutes(1));
  }

  /**
   * As {@link #pollStatusPages()}, at another pace.
   *
   * @param interval 10 s to 1 hour
   * @throws IllegalArgumentException if it is out of range
   */
  public FailoverSenderBuilder pollStatusPages(Duration interval) {
    if (interval.compareTo(Duration.ofSeconds(10)) < 0
        || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("interval: must be 10 s to 1 hour");
    }
    this.pollInterval = interval;
    return this;
  }

  /**
   * How this instance is called where senders share a store: in what {@link
   * io.akemail.status.FleetStatus} and operators see. A few digits of chance are added. Default:
   * {@code app}.
   *
   * @param name 1 to 64 letters, digits, dots, hyphens or underscores; no secret
   */
  public FailoverSenderBuilder instance(String name) {
    this.instance = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Keeps what no provider can take now, and sends it as soon as one can: {@link
   * FailoverSender#send} then returns a queued receipt instead of failing with {@link
   * EmailUnavailableException}. The sender calls the outbox on its callers' threads when it adds,
   * and on threads of its own when it relays, and closes it in the end. Default: there is none.
   */
  public FailoverSenderBuilder outbox(Outbox outbox) {
    this.outbox = Objects.requireNonNull(outbox, "outbox");
    return this;
  }

  /** The numbers of the relay, if there is an outbox. Default: {@link RelaySettings#defaults}. */
  public FailoverSenderBuilder relay(RelaySettings settings) {
    this.relaySettings = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /** How healthy providers are ordered. Default: as configured. */
  public FailoverSenderBuilder selection(SelectionStrategy strategy) {
    this.strategy = Objects.requireNonNull(strategy, "strategy");
    return this;
  }

  /** The numbers of failover. Default: {@link FailoverSettings#defaults}. */
  public FailoverSenderBuilder settings(FailoverSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Makes the sender's threads: one that watches, a few for checks, listeners and asynchronous
   * sends. Default: daemon threads named {@code ak-email-N}.
   */
  public FailoverSenderBuilder threads(ThreadFactory threads) {
    this.threads = Objects.requireNonNull(threads, "threads");
    return this;
  }

  /**
   * Carries what is bound to a thread, such as a trace or a logging context, to the threads of
   * {@code sendAsync} and of sends of several messages. Default: nothing is carried.
   *
   * @param carry called on the thread that hands a task in, and answers a task that binds, runs the
   *     given one and releases; if it fails, the given one is run without
   */
  public FailoverSenderBuilder asyncContext(UnaryOperator<Runnable> carry) {
    this.asyncContext = Objects.requireNonNull(carry, "carry");
    return this;
  }

  FailoverSenderBuilder time(TimeSource time) {
    this.time = time;
    return this;
  }

  FailoverSenderBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  /**
   * Makes the sender. Calls nobody.
   *
   * @throws IllegalArgumentException if there is no provider, more than 64, or two with one id
   */
  public FailoverSender build() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("sender: " + String.join("; ", problems));
    }
    Guests guests = new Guests();
    Listeners told = new Listeners(listeners, threads, guests);
    Engine engine = new Engine(settings, providers, time, random, guests, told);
    Watch watch = new Watch(engine, threads);
    StoreSync sync =
        store == null ? null : new StoreSync(store, engine, instanceName(), salt, threads, watch);
    return new FailoverSender(
        engine,
        strategy,
        watch,
        told,
        new AsyncSends(engine, asyncContext, threads),
        sync,
        poller(engine, sync),
        outbox == null
            ? null
            : OutboxDesk.open(outbox, relaySettings, engine, strategy, watch, threads),
        threads);
  }

  private @Nullable HealthPoller poller(Engine engine, @Nullable StoreSync sync) {
    if (pollInterval == null) {
      return null;
    }
    HintDesk desk = new HintDesk(engine, sync == null ? null : sync.talk(), pollInterval);
    return HealthPoller.start(
        desk.sources(), pollInterval, desk, new HealthPoller.Machine(threads, time, random));
  }

  /** Told apart by chance, since two hosts may be given one name. */
  private String instanceName() {
    return instance + "-" + HexFormat.of().toHexDigits((int) random.nextLong());
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!instance.matches("[A-Za-z0-9._-]{1,64}")) {
      problems.add("instance: must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    if (providers.isEmpty()) {
      problems.add("providers: at least one is needed; add one with provider(..)");
    }
    if (providers.size() > MAX_PROVIDERS) {
      problems.add("providers: at most " + MAX_PROVIDERS + " are allowed");
    }
    Set<ProviderId> seen = new HashSet<>();
    for (EmailProvider provider : providers) {
      if (provider.id() == null) {
        problems.add("providers: " + provider.getClass().getName() + " has no id");
      } else if (!seen.add(provider.id())) {
        problems.add("providers: two have the id " + provider.id() + "; give one another id");
      }
    }
    return problems;
  }
}
