package io.akemail.examples;

import io.akemail.Attempt;
import io.akemail.DeliveryUnknownException;
import io.akemail.EmailException;
import io.akemail.EmailRejectedException;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.examples.sendmail.DryRun;
import io.akemail.examples.sendmail.MailOptions;
import io.akemail.message.EmailMessage;
import io.akemail.message.InvalidMessageException;
import io.akemail.spi.Outcome.RejectedRecipient;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends one message through the providers that the environment configures. */
@Command(
    name = "SendMail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Sends one message through the providers that the environment configures.",
    footer = {
      "",
      "Environment: SENDGRID_API_KEY, SPARKPOST_API_KEY, or both. AK_EMAIL_PROVIDERS gives their"
          + " order: sparkpost,sendgrid.",
      "Exit code: 0 accepted, 1 settings missing or wrong, 2 options or message invalid, 3 rejected"
          + " by the provider, 4 no provider could take it, 5 unknown whether it was sent."
    })
final class SendMail implements Callable<Integer> {
  private static final int OK = 0;
  private static final int SETTINGS = 1;
  private static final int INVALID = 2;
  private static final int REJECTED = 3;
  private static final int UNAVAILABLE = 4;
  private static final int UNKNOWN = 5;

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private MailOptions mail = new MailOptions();

  @Option(
      names = "--dry-run",
      description = "Prints the request of each provider, and sends nothing. Needs no key.")
  private boolean dryRun;

  @Option(
      names = "--explain",
      description = "Tells which providers would be tried and why, and sends nothing.")
  private boolean explain;

  SendMail(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Sends, and ends with the exit code that the help tells. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SendMail(System.getenv())).execute(args));
  }

  @Override
  public Integer call() {
    EmailMessage message;
    try {
      message = mail.message();
    } catch (InvalidMessageException e) {
      err().println("The message is not valid:");
      e.problems().forEach(problem -> err().println("  " + problem));
      return INVALID;
    } catch (IllegalArgumentException e) {
      err().println("The message is not valid: " + e.getMessage());
      return INVALID;
    }
    try {
      return carryOut(message);
    } catch (IllegalArgumentException e) {
      err().println("The settings do not fit: " + e.getMessage());
      err().println("Set them in the environment; --help tells which, --dry-run needs none.");
      return SETTINGS;
    }
  }

  private int carryOut(EmailMessage message) {
    if (dryRun) {
      new DryRun(environment, out()).print(message);
      return OK;
    }
    try (FailoverSender sender = FailoverSender.discover(environment)) {
      if (explain) {
        out().println(sender.explain(message));
        return OK;
      }
      tell(sender.send(message));
      return OK;
    } catch (EmailException e) {
      err().println(e.getMessage());
      tell(err(), e.attempts());
      return exitCode(e);
    }
  }

  private static int exitCode(EmailException failure) {
    if (failure instanceof EmailRejectedException) {
      return REJECTED;
    }
    boolean unknown = failure instanceof DeliveryUnknownException || failure.possiblyAccepted();
    return unknown ? UNKNOWN : UNAVAILABLE;
  }

  private void tell(Receipt receipt) {
    out()
        .println(
            "Accepted by "
                + receipt.provider().orElseThrow()
                + (receipt.isTest() ? ", as a test" : ""));
    out().println("  id there      " + receipt.providerMessageId().orElse("(none told)"));
    out().println("  message id    " + receipt.messageId().value());
    out()
        .println(
            "  second copy   "
                + (receipt.possibleDuplicate()
                    ? "possible: the answer to an earlier attempt was lost"
                    : "no"));
    for (RejectedRecipient refused : receipt.rejectedRecipients()) {
      out().println("  a recipient was refused: " + refused.reason());
    }
    tell(out(), receipt.attempts());
  }

  private static void tell(PrintWriter to, List<Attempt> attempts) {
    attempts.forEach(attempt -> to.println("  attempt       " + attempt));
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private PrintWriter err() {
    return commandLine().getErr();
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine();
  }
}
