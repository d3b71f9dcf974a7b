package io.akemail.examples.outbox;

import io.akemail.examples.operator.Spans;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands in an outbox, for people. */
public final class EntryText {
  private static final double MIB = 1 << 20;

  private EntryText() {}

  /** How full it is, line by line. */
  public static List<String> counts(OutboxCounts counts) {
    List<String> lines = new ArrayList<>();
    for (OutboxState state : OutboxState.values()) {
      lines.add(format("%-10s %,d", state, counts.count(state)));
    }
    lines.add(
        format(
            "To be sent: %,d of %,d messages, %.1f of %.1f MiB, %.0f %% full%s",
            counts.live(),
            counts.maxMessages(),
            counts.liveBytes() / MIB,
            counts.maxBytes() / MIB,
            100 * counts.fill(),
            counts.oldestAge().map(age -> ", the oldest for " + Spans.text(age)).orElse("")));
    return lines;
  }

  /** One line for a message. */
  public static String line(OutboxEntry entry, Instant now) {
    return format(
        "%s  %s for %s%s%s",
        entry.id(),
        entry.state(),
        Spans.text(Duration.between(entry.changed(), now)),
        entry.possibleDuplicate() ? ", perhaps accepted before" : "",
        entry.detail().isEmpty() ? "" : ": " + entry.detail());
  }

  /** All of a message but its content and recipients. */
  public static List<String> whole(OutboxEntry entry, Instant now) {
    List<String> lines = new ArrayList<>();
    row(lines, "message", entry.id());
    row(lines, "state", entry.state());
    row(lines, "added", entry.added());
    row(lines, "changed", entry.changed());
    if (entry.state().isLive()) {
      row(lines, "due", entry.due());
      row(lines, "expires", entry.expires());
      row(lines, "expires in", Spans.text(Duration.between(now, entry.expires())));
    }
    row(lines, "attempts", entry.attempts());
    entry.atProvider().ifPresent(provider -> row(lines, "provider", provider));
    if (entry.providerMessageId() != null) {
      row(lines, "provider's id", entry.providerMessageId());
    }
    row(lines, "perhaps more than once", entry.possibleDuplicate() ? "yes" : "no");
    row(lines, "size", format("%,d bytes", entry.size()));
    if (!entry.detail().isEmpty()) {
      row(lines, "detail", entry.detail());
    }
    return lines;
  }

  private static void row(List<String> lines, String name, Object value) {
    lines.add(format("%-24s%s", name, value));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
