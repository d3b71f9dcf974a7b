package io.akemail.examples;

import io.akemail.examples.operator.Console;
import io.akemail.examples.operator.Spans;
import io.akemail.redis.RedisStatusStore;
import io.akemail.spi.ProviderId;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A console for operators: sees what all instances share, and tells all of them what to do. */
@Command(
    name = "Operator",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what all instances share about their providers, and tells all what to do.",
    footer = {
      "",
      "Environment: REDIS_URL is the store if --store is not given.",
      "Exit code: 0 done, 1 the store does not answer, 2 wrong options."
    })
final class Operator {
  private static final int OK = 0;
  private static final int NO_STORE = 1;
  private static final Duration FOREVER = Duration.ofDays(365);
  private static final List<ProviderId> USUAL =
      List.of(ProviderId.of("sendgrid"), ProviderId.of("sparkpost"));

  /** Opens the store of a URI and a namespace. */
  interface Opening {
    StatusStore open(String uri, String namespace);
  }

  private final Map<String, String> environment;
  private final Opening opening;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--store",
      paramLabel = "URI",
      scope = ScopeType.INHERIT,
      description = "redis://[user[:password]@]host[:port][/database], or rediss for TLS.")
  private @Nullable String uri;

  @Option(
      names = "--namespace",
      scope = ScopeType.INHERIT,
      description = "As the instances have it. Default: default.")
  private String namespace = "default";

  @Option(
      names = "--as",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "Who says so, for others to see. Default: operator.")
  private String name = "operator";

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One line of JSON per provider; times in milliseconds.")
  private boolean json;

  private Operator(Map<String, String> environment, Opening opening) {
    this.environment = environment;
    this.opening = opening;
  }

  /** Runs a command, and ends with the exit code that the help tells. */
  public static void main(String[] args) {
    Opening redis = (uri, namespace) -> RedisStatusStore.builder(uri).namespace(namespace).build();
    System.exit(commandLine(System.getenv(), redis).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment, Opening opening) {
    return new CommandLine(new Operator(environment, opening))
        .registerConverter(ProviderId.class, converter(ProviderId::of))
        .registerConverter(Duration.class, converter(Spans::parse));
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  @Command(name = "list", description = "Prints what the store holds now.")
  int list(
      @Parameters(paramLabel = "PROVIDER", description = "Default: sendgrid and sparkpost.")
          @Nullable List<ProviderId> providers) {
    return withStore(
        named(providers),
        (store, console) -> {
          var unused = console.list();
        });
  }

  @Command(name = "watch", description = "Shows it live.")
  int watch(
      @Parameters(paramLabel = "PROVIDER", description = "Default: sendgrid and sparkpost.")
          @Nullable List<ProviderId> providers,
      @Option(names = "--for", paramLabel = "DURATION", description = "Ends after that, like 90s.")
          @Nullable Duration span) {
    Duration longest = span == null ? FOREVER : span;
    return withStore(named(providers), (store, console) -> console.watch(longest));
  }

  @Command(name = "disable", description = "Takes a provider out of use, on all instances.")
  int disable(
      @Parameters(paramLabel = "PROVIDER") ProviderId provider,
      @Option(names = "--for", paramLabel = "DURATION", description = "Default: until released.")
          @Nullable Duration span) {
    return say(provider, Kind.DISABLED, span);
  }

  @Command(name = "drain", description = "Starts no new calls there, on all instances.")
  int drain(
      @Parameters(paramLabel = "PROVIDER") ProviderId provider,
      @Option(names = "--for", paramLabel = "DURATION", description = "Default: until released.")
          @Nullable Duration span) {
    return say(provider, Kind.DRAINING, span);
  }

  @Command(name = "force", description = "Uses it whatever its health, on all instances.")
  int force(
      @Parameters(paramLabel = "PROVIDER") ProviderId provider,
      @Parameters(paramLabel = "DURATION", description = "90s, 15m, 2h, 1d or PT15M.")
          Duration span) {
    return say(provider, Kind.FORCED_UP, span);
  }

  @Command(name = "release", description = "Takes an operator's word back, whoever said it.")
  int release(@Parameters(paramLabel = "PROVIDER") ProviderId provider) {
    return withStore(
        List.of(provider),
        (store, console) -> {
          store.remove(new SharedVerdict(provider, Kind.DISABLED, name, null));
          var unused = console.list();
        });
  }

  private int say(ProviderId provider, Kind kind, @Nullable Duration span) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw wrong("--as: must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    return withStore(
        List.of(provider),
        (store, console) -> {
          store.put(new SharedVerdict(provider, kind, name, span));
          console.list().forEach(this::doubt);
        });
  }

  /** A misspelt name would go unnoticed for ever. */
  private void doubt(SharedStatus status) {
    boolean known =
        status.record() != null
            || status.verdicts().stream().anyMatch(v -> v.kind().topic() != Topic.OPERATOR);
    if (!known) {
      commandLine()
          .getErr()
          .println("Note: no instance has said anything about " + status.provider() + " lately.");
    }
  }

  private interface Job {
    void run(StatusStore store, Console console);
  }

  private int withStore(List<ProviderId> providers, Job job) {
    String target = uri == null ? environment.getOrDefault("REDIS_URL", "") : uri;
    if (target.isBlank()) {
      throw wrong("--store: is missing, and REDIS_URL is not set");
    }
    try (StatusStore store = open(target)) {
      Console console = new Console(store, providers, commandLine().getOut(), json);
      console.awaitStore();
      job.run(store, console);
      return OK;
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      commandLine().getErr().println("The store does not answer: " + e.getMessage());
      return NO_STORE;
    }
  }

  private StatusStore open(String target) {
    try {
      return opening.open(target, namespace);
    } catch (IllegalArgumentException e) {
      throw wrong("--store: " + e.getMessage());
    }
  }

  private static List<ProviderId> named(@Nullable List<ProviderId> providers) {
    return providers == null || providers.isEmpty() ? USUAL : providers;
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine();
  }

  private ParameterException wrong(String text) {
    return new ParameterException(commandLine(), text);
  }
}
