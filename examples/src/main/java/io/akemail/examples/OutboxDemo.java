package io.akemail.examples;

import io.akemail.examples.outbox.OutboxOptions;
import io.akemail.examples.outbox.OutboxShow;
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
 * Shows that nothing accepted is lost: every provider is down, the application is killed twice, and
 * each mail goes out all the same.
 */
@Command(
    name = "OutboxDemo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "An application takes mails into an outbox in a file while SendGrid and SparkPost are both"
          + " down. It is killed with SIGKILL in the middle of that, and again while the outbox"
          + " drains.",
      "Two local servers stand in for both services; nothing leaves this host."
    },
    footer = {
      "",
      "Exit code: 0 if every guarantee was kept, 1 if one was broken, 2 for wrong options."
    })
final class OutboxDemo implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--mails", description = "How many the application takes; 50 to 2000.")
  private int mails = 500;

  @Option(
      names = "--pace",
      description = "1 for the whole, about a minute; less is faster; 0.1 to 1.")
  private double pace = 1;

  @Option(names = "--report", paramLabel = "FILE", description = "Where the page goes.")
  private Path report = Path.of("target", "ak-email-outbox.html");

  private OutboxDemo() {}

  /** Runs it, and ends with the exit code that its help tells. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new OutboxDemo()).execute(args));
  }

  @Override
  public Integer call() {
    if (mails < 50 || mails > 2000) {
      throw wrong("--mails: must be 50 to 2000");
    }
    if (!(pace >= 0.1 && pace <= 1)) {
      throw wrong("--pace: must be 0.1 to 1");
    }
    return new OutboxShow(new OutboxOptions(mails, pace, report)).run();
  }

  private ParameterException wrong(String text) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return new ParameterException(spec.commandLine(), text);
  }
}
