package io.akemail.alert;

import io.akemail.Alert;
import io.akemail.internal.Spans;
import io.akemail.internal.Text;
import java.time.Duration;

/**
 * Letters in the words of Slack. Nothing in an alert can become a mention, a link or a line of its
 * own, and no address is shown.
 */
final class SlackText {
  private static final int MAX_TEXT = 1_500;
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final String RED = "\uD83D\uDD34 "; // large red circle
  private static final String GREEN = "\uD83D\uDFE2 "; // large green circle

  private final String label;

  /**
   * The text of one channel.
   *
   * @param label shown in front, such as the environment; empty for none
   */
  SlackText(String label) {
    this.label = label.isEmpty() ? "" : "[" + escaped(label) + "] ";
  }

  /** The whole text of the message. */
  String of(Letter letter) {
    Alert last = letter.last();
    return (letter.isRaised() ? RED : GREEN)
        + label
        + last.kind()
        + (letter.isRaised() ? ": " : " is over: ")
        + escaped(last.text())
        + between(letter)
        + leftOut(letter);
  }

  private static String between(Letter letter) {
    String span = Spans.words(letter.span());
    if (letter.isPlain()) {
      boolean late = letter.span().compareTo(LATE) > 0;
      return late ? " (Told late: this was " + span + " ago.)" : "";
    }
    if (letter.last().kind() == Alert.Kind.REQUEST_REFUSED) {
      return " (" + letter.begins() + " such alerts in " + span + ", this is the last.)";
    }
    return " (Within "
        + span
        + " it began "
        + times(letter.begins())
        + " and ended "
        + times(letter.ends())
        + "; now it "
        + (letter.isRaised() ? "holds" : "is over")
        + ".)";
  }

  private static String leftOut(Letter letter) {
    long count = letter.leftOut();
    return count == 0 ? "" : " (Alerts that could not be told before: " + count + ".)";
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String escaped(String text) {
    return Text.shown(text, MAX_TEXT)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
