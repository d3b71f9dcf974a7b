package io.akemail.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.Alert;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What stands in the channel. */
class SlackTextTest {
  private static final String RED = "\uD83D\uDD34";
  private static final String GREEN = "\uD83D\uDFE2";

  private final SlackText text = new SlackText("prod-eu");

  private static Letter letter(
      Alert last, boolean known, long begins, long ends, Duration span, long leftOut) {
    return new Letter(last, known, begins, ends, span, leftOut);
  }

  private static Letter plain(Alert last) {
    boolean begins = last.phase() == Alert.Phase.RAISED;
    return letter(last, !begins, begins ? 1 : 0, begins ? 0 : 1, Duration.ZERO, 0);
  }

  @Test
  void aBeginningAndAnEndAreToldInTheirOwnWords() {
    assertThat(text.of(plain(TestAlerts.raised("a"))))
        .isEqualTo(RED + " [prod-eu] ON_BACKUP: Provider a is out of use.");
    assertThat(text.of(plain(TestAlerts.over("a"))))
        .isEqualTo(GREEN + " [prod-eu] ON_BACKUP is over: Provider a is used again.");
    assertThat(new SlackText("").of(plain(TestAlerts.raised("a"))))
        .startsWith(RED + " ON_BACKUP: ");
  }

  @Test
  void whatIsToldLateSaysSo() {
    Alert alert = TestAlerts.raised("a");
    assertThat(text.of(letter(alert, false, 1, 0, Duration.ofMinutes(61), 0)))
        .endsWith("out of use. (Told late: this was 1 h 1 min ago.)");
  }

  @Test
  void whatFlappedIsSummedUp() {
    Duration span = Duration.ofMinutes(9);
    assertThat(text.of(letter(TestAlerts.over("a"), false, 12, 12, span, 0)))
        .startsWith(GREEN)
        .endsWith(
            "used again. (Within 9 min it began 12 times and ended 12 times; now it is over.)");
    assertThat(text.of(letter(TestAlerts.raised("a"), true, 1, 1, span, 0)))
        .startsWith(RED)
        .endsWith("(Within 9 min it began once and ended once; now it holds.)");
  }

  @Test
  void requestsThatWereRefusedAreCounted() {
    Alert last = TestAlerts.refused("no template");
    assertThat(text.of(letter(last, true, 3, 0, Duration.ofMinutes(9), 0)))
        .endsWith("no template (3 such alerts in 9 min, this is the last.)");
  }

  @Test
  void whatWasLeftOutIsCounted() {
    assertThat(text.of(letter(TestAlerts.raised("a"), false, 1, 0, Duration.ZERO, 7)))
        .endsWith("out of use. (Alerts that could not be told before: 7.)");
  }

  @Test
  void textFromOutsideMentionsNobodyAndBreaksNoLine() {
    String evil =
        "<!channel> <!here|x> <@U123> @everyone <https://evil.example|click> a & b"
            + " \r\n ada@example.org &lt;!channel&gt; \u2028 \u202e";
    assertThat(text.of(plain(TestAlerts.alert(Alert.Phase.RAISED, "a", evil))))
        .doesNotContain("<", ">", "\n", "\r", "\u2028", "\u202e", "@", "ada", "example.org")
        .contains("&lt;!channel&gt;", "a &amp; b", "&amp;lt;!channel&amp;gt;");
    assertThat(new SlackText("<!here>").of(plain(TestAlerts.raised("a"))))
        .contains("[&lt;!here&gt;]");
  }

  @Test
  void theTextIsBounded() {
    String endless = "<".repeat(100_000);
    assertThat(text.of(plain(TestAlerts.alert(Alert.Phase.RAISED, "a", endless))))
        .hasSizeLessThan(7_000)
        .endsWith("&lt;...");
  }
}
