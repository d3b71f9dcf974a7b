package io.akemail.examples;

import io.akemail.examples.runner.Demo;
import io.akemail.examples.runner.RunnerOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Shows the main job: mail flows while the first provider falls ill in five ways, and each promise
 * is checked.
 *
 * <p>Two local servers that speak the dialects of SendGrid and SparkPost take the mail over real
 * HTTP; nothing leaves this host.
 */
@Command(
    name = "Runner",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Sends a steady stream of mails while SendGrid answers 503, stops answering, hits its rate"
          + " limit, refuses the key and calls one message malformed; SparkPost takes over.",
      "Two local servers stand in for both; nothing leaves this host."
    },
    footer = {
      "",
      "Exit code: 0 if every guarantee was kept, 1 if one was broken, 2 for wrong options."
    })
final class Runner implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seconds", description = "How long it takes, about; 12 to 35.")
  private double seconds = 35;

  @Option(names = "--rate", description = "Mails a second; 10 to 500.")
  private int rate = 50;

  @Option(names = "--report", paramLabel = "FILE", description = "Where the page with charts goes.")
  private Path report = Path.of("target", "ak-email-run.html");

  @Option(names = "--plain", description = "Lines instead of a picture, in a terminal too.")
  private boolean plain;

  private Runner() {}

  /** Runs it, and ends with the exit code that its help tells. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Runner()).execute(args));
  }

  @Override
  public Integer call() {
    if (rate < 10 || rate > 500) {
      throw wrong("--rate: must be 10 to 500");
    }
    if (!(seconds >= 12 && seconds <= 35)) {
      throw wrong("--seconds: must be 12 to 35");
    }
    return new Demo(new RunnerOptions(seconds, rate, report, plain)).run();
  }

  private ParameterException wrong(String text) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return new ParameterException(spec.commandLine(), text);
  }
}
