package io.akemail.examples;

import io.akemail.examples.operator.Spans;
import io.akemail.examples.outbox.EntryText;
import io.akemail.examples.outbox.UrlSource;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.MessageId;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxState;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A console for people: what waits in an outbox, what ended how, and what is to be done. */
@Command(
    name = "OutboxConsole",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Shows what stands in an outbox, has messages sent again, deletes what has ended.",
    footer = {
      "",
      "Environment: AK_EMAIL_OUTBOX_FILE or AK_EMAIL_OUTBOX_URL where no option says it;"
          + " AK_EMAIL_OUTBOX_USER and AK_EMAIL_OUTBOX_PASSWORD for a database.",
      "Exit code: 0 done, 1 not done, 2 wrong options."
    })
final class OutboxConsole {
  private static final int OK = 0;
  private static final int NOT_DONE = 1;
  private static final int MOST = 100_000;

  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system();

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--file",
      scope = ScopeType.INHERIT,
      description = "The file of an embedded outbox.")
  private @Nullable Path file;

  @Option(
      names = "--url",
      paramLabel = "JDBC-URL",
      scope = ScopeType.INHERIT,
      description = "The application's database, such as jdbc:postgresql://host/shop.")
  private @Nullable String url;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The table. Default: ak_email_outbox.")
  private @Nullable String table;

  private OutboxConsole(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs a command, and ends with the exit code that the help tells. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new OutboxConsole(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(MessageId.class, OutboxConsole::id)
        .registerConverter(Duration.class, OutboxConsole::span);
  }

  private static MessageId id(String text) {
    try {
      return MessageId.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "a message id is like 1a2b3c@shop.example, without angle brackets");
    }
  }

  private static Duration span(String text) {
    try {
      return Spans.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  @Command(name = "count", description = "How many messages are in each state, and how full it is.")
  int count() {
    return with(outbox -> print(EntryText.counts(outbox.counts())));
  }

  @Command(name = "list", description = "The messages, the oldest first.")
  int list(
      @Option(names = "--state", description = "${COMPLETION-CANDIDATES}. Default: all but SENT.")
          @Nullable OutboxState state,
      @Option(names = "--most", description = "Of each state. Default: 100.", defaultValue = "100")
          int most) {
    if (most < 1 || most > MOST) {
      throw wrong("--most: must be 1 to " + MOST);
    }
    List<OutboxState> states =
        state != null
            ? List.of(state)
            : Arrays.stream(OutboxState.values()).filter(s -> s != OutboxState.SENT).toList();
    return with(
        outbox -> {
          for (OutboxState each : states) {
            List<OutboxEntry> entries = outbox.list(each, most);
            print(entries.stream().map(entry -> EntryText.line(entry, clock.instant())).toList());
            if (entries.size() == most) {
              err().println("Note: there may be more that are " + each + "; see --most.");
            }
          }
          return OK;
        });
  }

  @Command(name = "show", description = "All of one message but its content and its recipients.")
  int show(@Parameters(paramLabel = "ID") MessageId id) {
    return with(
        outbox -> {
          Optional<OutboxEntry> entry = outbox.find(id);
          return entry.isPresent()
              ? print(EntryText.whole(entry.get(), clock.instant()))
              : refuse("No message " + id + " is in this outbox.");
        });
  }

  @Command(name = "retry", description = "Has a message sent again that has ended unsent.")
  int retry(@Parameters(paramLabel = "ID") MessageId id) {
    return with(
        outbox -> {
          if (outbox.retry(id)) {
            return print(List.of(id + " waits to be sent again."));
          }
          return refuse(
              outbox
                  .find(id)
                  .map(e -> "Nothing was done: " + id + " is " + e.state() + " already.")
                  .orElse("No message " + id + " is in this outbox."));
        });
  }

  @Command(name = "purge", description = "Deletes the messages that ended so and so long ago.")
  int purge(
      @Option(names = "--state", required = true, description = "An end: ${COMPLETION-CANDIDATES}.")
          OutboxState state,
      @Option(
              names = "--older-than",
              paramLabel = "DURATION",
              required = true,
              description = "90s, 15m, 2h, 30d or PT15M.")
          Duration age) {
    if (state.isLive()) {
      throw wrong("--state: " + state + " messages are still to be sent; they are not deleted");
    }
    return with(
        outbox -> print(List.of(outbox.purge(state, age) + " " + state + " messages deleted.")));
  }

  @Command(name = "schema", description = "Prints the statements that make the tables.")
  int schema(
      @Parameters(paramLabel = "DATABASE", description = "PostgreSQL, H2 or SQLite.")
          String product) {
    try {
      return print(List.of(JdbcOutbox.schema(product)));
    } catch (IllegalArgumentException e) {
      throw wrong("DATABASE: " + e.getMessage());
    }
  }

  private interface Job {
    int on(JdbcOutbox outbox);
  }

  private int with(Job job) {
    try (JdbcOutbox outbox = open()) {
      return job.on(outbox);
    } catch (OutboxException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private JdbcOutbox open() {
    String place = setting(file == null ? null : file.toString(), "AK_EMAIL_OUTBOX_FILE");
    String address = setting(url, "AK_EMAIL_OUTBOX_URL");
    boolean byFile = file != null || (url == null && !place.isEmpty());
    if (file != null && url != null) {
      throw wrong("--file and --url: give one of them");
    }
    if (!byFile && address.isEmpty()) {
      throw wrong(
          "--file or --url: is missing, and neither AK_EMAIL_OUTBOX_FILE nor AK_EMAIL_OUTBOX_URL"
              + " is set");
    }
    try {
      JdbcOutbox.Builder builder = byFile ? JdbcOutbox.builder(existing(place)) : remote(address);
      return (table == null ? builder : builder.table(table)).build();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** A misspelt name must not make a new file. */
  private Path existing(String place) {
    Path path = Path.of(place);
    if (!Files.isRegularFile(path)) {
      throw wrong("--file: there is no such file; give the path that the application uses");
    }
    return path;
  }

  private JdbcOutbox.Builder remote(String address) {
    String user = environment.get("AK_EMAIL_OUTBOX_USER");
    String password = environment.get("AK_EMAIL_OUTBOX_PASSWORD");
    try {
      return JdbcOutbox.builder(new UrlSource(address, user, password));
    } catch (IllegalArgumentException e) {
      throw wrong("--url: " + e.getMessage());
    }
  }

  private String setting(@Nullable String option, String variable) {
    return option == null ? environment.getOrDefault(variable, "").strip() : option;
  }

  private int print(List<String> lines) {
    PrintWriter out = commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    return OK;
  }

  private int refuse(String why) {
    err().println(why);
    return NOT_DONE;
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

  private ParameterException wrong(String text) {
    return new ParameterException(commandLine(), text);
  }
}
