package io.akemail.examples;

import io.akemail.examples.fleet.FleetOptions;
import io.akemail.examples.fleet.FleetShow;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows what several instances have of one status store: three applications in processes of their
 * own, one Redis, and SendGrid failing for one, for all, and while Redis is away.
 */
@Command(
    name = "FleetDemo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts three applications that share one Redis and send a steady stream of mails. SendGrid"
          + " fails for one of them, then for all; Redis is killed in the middle of that, and comes"
          + " back empty.",
      "Two local servers stand in for SendGrid and SparkPost; nothing leaves this host."
    },
    footer = {
      "",
      "Environment: REDIS_URL names a Redis to use; it is not killed, so those acts are left out."
          + " Without it a real Redis is started; no installation is needed.",
      "Exit code: 0 if every guarantee was kept, 1 if one was broken, 2 for wrong options."
    })
final class FleetDemo implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--pace",
      description = "How long each act is shown: 1 for the whole, about 70 s; 0.1 to 3.")
  private double pace = 1;

  @Option(names = "--rate", description = "Mails a second from each application; 5 to 100.")
  private int rate = 20;

  @Option(names = "--report", paramLabel = "FILE", description = "Where the page goes.")
  private Path report = Path.of("target", "ak-email-fleet.html");

  @Option(names = "--plain", description = "Lines instead of a picture, in a terminal too.")
  private boolean plain;

  FleetDemo(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs it, and ends with the exit code that its help tells. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FleetDemo(System.getenv())).execute(args));
  }

  @Override
  public Integer call() {
    if (!(pace >= 0.1 && pace <= 3)) {
      throw wrong("--pace: must be 0.1 to 3");
    }
    if (rate < 5 || rate > 100) {
      throw wrong("--rate: must be 5 to 100");
    }
    Optional<String> redis =
        Optional.ofNullable(environment.get("REDIS_URL")).filter(uri -> !uri.isBlank());
    return new FleetShow(new FleetOptions(pace, rate, report, plain, redis)).run();
  }

  private ParameterException wrong(String text) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return new ParameterException(spec.commandLine(), text);
  }
}
