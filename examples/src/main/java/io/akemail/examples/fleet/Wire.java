package io.akemail.examples.fleet;

import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.util.List;
import java.util.Optional;

/** The lines that a node prints and its parent reads: fields between tabs, times since 1970. */
final class Wire {
  private static final String TAB = "\t";
  private static final int VIEW = 10;
  private static final int SENT = 5;

  private Wire() {}

  /** What a node said. */
  sealed interface Said permits Seen, Sent, Ready {}

  /** What it believes from now on. */
  record Seen(Sighting sighting) implements Said {}

  /**
   * How its sends went until now.
   *
   * @param ok sends that ended with a receipt
   * @param failed sends that ended otherwise
   * @param why what the last of these said, or empty
   */
  record Sent(long ok, long failed, String why) implements Said {}

  /** It sends from now on. */
  record Ready() implements Said {}

  static String line(Sighting seen) {
    return String.join(
        TAB,
        "view",
        Long.toString(seen.at()),
        seen.provider(),
        seen.state().name(),
        seen.reason().name(),
        Boolean.toString(seen.shared()),
        seen.by(),
        Integer.toString(seen.members()),
        Boolean.toString(seen.inTouch()),
        oneLine(seen.detail()));
  }

  static String line(long at, Sent sent) {
    return String.join(
        TAB,
        "sent",
        Long.toString(at),
        Long.toString(sent.ok()),
        Long.toString(sent.failed()),
        oneLine(sent.why()));
  }

  static String ready() {
    return "ready";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** What a line means; empty if it is none of these, such as a warning of the JVM. */
  static Optional<Said> parse(String instance, String line) {
    List<String> parts = List.of(line.split(TAB, -1));
    try {
      if (parts.get(0).equals("view") && parts.size() == VIEW) {
        return Optional.of(new Seen(sighting(instance, parts)));
      }
      if (parts.get(0).equals("sent") && parts.size() == SENT) {
        long ok = Long.parseLong(parts.get(2));
        return Optional.of(new Sent(ok, Long.parseLong(parts.get(3)), parts.get(4)));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return line.equals(ready()) ? Optional.of(new Ready()) : Optional.empty();
  }

  private static Sighting sighting(String instance, List<String> parts) {
    return new Sighting(
        Long.parseLong(parts.get(1)),
        instance,
        parts.get(2),
        ProviderState.valueOf(parts.get(3)),
        StatusReason.valueOf(parts.get(4)),
        Boolean.parseBoolean(parts.get(5)),
        parts.get(6),
        Integer.parseInt(parts.get(7)),
        Boolean.parseBoolean(parts.get(8)),
        parts.get(9));
  }
}
