package io.akemail.examples.operator;

import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a store holds of one provider, in lines for people. */
public final class StoreText {
  private static final int LONGEST = 120;

  private StoreText() {}

  /** The lines, the first with the provider's name. */
  public static List<String> lines(SharedStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        status.provider() + "  " + status.health().map(StoreText::health).orElse("no record"));
    lines.add(row("operator", status, Topic.OPERATOR, StoreText::said));
    lines.add(row("votes", status, Topic.VOTE, StoreText::said));
    lines.add(row("hint", status, Topic.HINT, word -> word.kind() + left(word)));
    lines.add(row("over limit", status, Topic.LIMIT, StoreText::credential));
    lines.add(row("refused", status, Topic.CREDENTIAL, StoreText::credential));
    if (!of(status, Topic.PROBE).isEmpty()) {
      lines.add(row("failed probes", status, Topic.PROBE, word -> shown(word.key()) + left(word)));
    }
    return lines;
  }

  /** The same without what changes by itself from moment to moment, to see whether more did. */
  public static String gist(SharedStatus status) {
    String record =
        status
            .health()
            .map(h -> String.join(" ", h.generation(), "" + h.epoch(), h.phase().name(), h.by()))
            .orElse("-");
    return status.verdicts().stream()
        .map(word -> word.kind() + " " + word.key())
        .sorted()
        .collect(Collectors.joining("; ", record + "; ", ""));
  }

  private static String health(SharedHealth health) {
    boolean timed = health.phase() != Phase.UP && !health.remaining().isNegative();
    return health.phase()
        + (timed ? " for " + Spans.text(health.remaining()) + " more" : "")
        + " ("
        + health.reason()
        + "), said by "
        + shown(health.by())
        + " "
        + Spans.text(health.age())
        + " ago; epoch "
        + health.epoch()
        + ", dead period doubled "
        + health.multiplier()
        + " times";
  }

  static List<SharedVerdict> of(SharedStatus status, Topic topic) {
    return status.verdicts().stream()
        .filter(word -> word.kind().topic() == topic)
        .sorted(Comparator.comparing(SharedVerdict::key))
        .toList();
  }

  private static String row(
      String name, SharedStatus status, Topic topic, Function<SharedVerdict, String> text) {
    List<SharedVerdict> words = of(status, topic);
    String all = words.stream().map(text).collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "  %-14s%s", name, words.isEmpty() ? "-" : all);
  }

  private static String said(SharedVerdict word) {
    return word.kind() + " by " + shown(word.key()) + left(word);
  }

  private static String credential(SharedVerdict word) {
    return "credential " + shown(word.key()) + left(word);
  }

  private static String left(SharedVerdict word) {
    return word.timer().map(span -> " for " + Spans.text(span) + " more").orElse(" until released");
  }

  /** Text that others wrote into the store. */
  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }
}
