package io.akemail.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.internal.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of matters that come and go: soon, seldom, and true. */
class MattersTest {
  private static final Duration QUIET = Duration.ofMinutes(10);

  /**
   * A script is a list of {@code second event}: {@code +a} begins, {@code -a} ends, {@code down}
   * and {@code well} are the channel's. Told is {@code second where-it-stands begins/ends}.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          begins and ends            | 0 +a, 60 -a, 999 end                        | 0 +a 1/0, 60 -a 0/1
          two providers              | 0 +a, 1 +b, 9 -b, 9 -a, 999 end             | 0 +a 1/0, 1 +b 1/0, 9 -b 0/1, 9 -a 0/1
          an end without a beginning | 0 -a, 999 end                               | ''
          ends twice                 | 0 +a, 1 -a, 2 -a, 999 end                   | 0 +a 1/0, 1 -a 0/1
          begins and ends unseen     | 0 +a, 0 -a, 999 end                         | 0 -a 1/1
          flaps                      | 0 +a, 10 -a, 20 +a, 30 -a, 40 +a, 50 -a, 999 end  | 0 +a 1/0, 10 -a 0/1, 600 -a 2/2
          flaps, and then holds      | 0 +a, 10 -a, 20 +a, 30 -a, 40 +a, 999 -a    | 0 +a 1/0, 10 -a 0/1, 600 +a 2/1, 999 -a 0/1
          begins again, and holds    | 0 +a, 10 -a, 20 +a, 999 end                 | 0 +a 1/0, 10 -a 0/1, 600 +a 1/0
          begins again after quiet   | 0 +a, 10 -a, 601 +a, 999 end                | 0 +a 1/0, 10 -a 0/1, 601 +a 1/0
          a sum begins quiet anew    | 0 +a, 1 -a, 2 +a, 3 -a, 650 +a, 1999 end    | 0 +a 1/0, 1 -a 0/1, 600 -a 1/1, 1200 +a 1/0
          a second sender's beginning | 0 +a, 9 +a, 20 -a, 999 end                 | 0 +a 1/0, 20 -a 1/1
          one is tried again         | 0 down, 0 +a, 3 well, 99 end                | 5 +a 1/0
          ... and then rests         | 0 down, 0 +a, 6 well, 999 end               | 605 +a 1/0
          ... with its end           | 0 down, 0 +a, 100 -a, 200 well, 999 end     | 605 -a 1/1
          an end is tried again      | 0 +a, 20 down, 30 -a, 33 well, 99 end       | 0 +a 1/0, 35 -a 0/1
          ... and then rests         | 0 +a, 20 down, 30 -a, 40 well, 999 end      | 0 +a 1/0, 635 -a 0/1
          ... and it begins again    | 0 +a, 20 down, 30 -a, 40 well, 50 +a, 999 end | 0 +a 1/0, 635 +a 1/1
          """)
  void tells(String name, String script, String told) {
    assertThat(play(script)).isEqualTo(told.isEmpty() ? List.of() : List.of(told.split(", ", -1)));
  }

  private static List<String> play(String script) {
    Matters matters = new Matters(QUIET);
    TestAlerts.Time time = new TestAlerts.Time();
    List<String> told = new ArrayList<>();
    boolean down = false;
    long second = 0;
    for (String step : script.split(", ", -1)) {
      long at = Long.parseLong(step.split(" ", 2)[0]);
      while (second < at) {
        tell(matters, time.nanos(), down, second, told);
        time.pass(Duration.ofSeconds(1));
        second++;
      }
      String event = step.split(" ", 2)[1];
      if (event.startsWith("+")) {
        matters.hear(TestAlerts.raised(event.substring(1)), time.nanos());
      } else if (event.startsWith("-")) {
        matters.hear(TestAlerts.over(event.substring(1)), time.nanos());
      } else {
        down = event.equals("down");
      }
    }
    tell(matters, time.nanos(), down, second, told);
    return told;
  }

  private static void tell(
      Matters matters, long now, boolean down, long second, List<String> told) {
    for (Letter letter = matters.next(now); letter != null; letter = matters.next(now)) {
      assertThat(matters.pause(now)).isZero();
      if (down) {
        matters.failed(letter, now);
      } else {
        matters.told(letter, now);
        String who = letter.last().provider().orElseThrow().value();
        String stands = letter.isRaised() ? "+" : "-";
        told.add(second + " " + stands + who + " " + letter.begins() + "/" + letter.ends());
      }
    }
  }

  @Test
  void whatHappensWhileALetterIsOnItsWayIsToldAfterIt() {
    Matters matters = new Matters(QUIET);
    matters.hear(TestAlerts.raised("a"), 0);
    Letter letter = matters.next(0);
    matters.hear(TestAlerts.over("a"), 1);
    matters.told(letter, 2);

    Letter next = matters.next(2);
    assertThat(next.isRaised()).isFalse();
    assertThat(next.isPlain()).isTrue();
    matters.told(next, 3);
    assertThat(matters.next(3)).isNull();
    assertThat(matters.pause(3)).isEqualTo(Heartbeat.REST);
    assertThat(matters.untold()).isZero();
  }

  @Test
  void whatIsRefusedIsNotToldNorIsItsEnd() {
    Matters matters = new Matters(QUIET);
    matters.hear(TestAlerts.raised("a"), 0);
    matters.refused(matters.next(0));
    matters.hear(TestAlerts.over("a"), 1);

    assertThat(matters.next(Long.MAX_VALUE)).isNull();
  }

  @Test
  void tooManyMattersPushOutTheEldestAndTheNextLetterSaysSo() {
    Matters matters = new Matters(QUIET);
    for (int i = 0; i < 600; i++) {
      matters.hear(TestAlerts.raised("a" + i), i);
    }
    Letter letter = matters.next(600);

    assertThat(letter.last().provider().orElseThrow().value()).isEqualTo("a100");
    assertThat(letter.leftOut()).isEqualTo(100);
    assertThat(matters.untold()).isEqualTo(600);

    matters.told(letter, 600);
    assertThat(matters.next(600).leftOut()).isZero();
  }

  @Test
  void mattersThatAreDoneMakeRoomFirst() {
    Matters matters = new Matters(Duration.ZERO);
    for (int i = 0; i < 600; i++) {
      matters.hear(TestAlerts.raised("a" + i), i);
      matters.told(matters.next(i), i);
      matters.hear(TestAlerts.over("a" + i), i);
      matters.told(matters.next(i), i);
    }

    assertThat(matters.untold()).isZero();
  }
}
