package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is for a person, from when to when; scripts as {@link AlarmStage} reads them. */
class AlarmsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          all is well                      | 0 UU, 900 end                       | ''
          suspicion and a ramp are use     | 0 UU, 5 SR, 900 end                 | ''

          a key is refused at once         | 0 UU, 7 MU, 90 end                  | 7 +CREDENTIAL_REFUSED 0~0
          ... and taken again              | 0 UU, 7 MU, 90 UU                   | 7 +CREDENTIAL_REFUSED 0~0, 90 -CREDENTIAL_REFUSED 0~83
          ... its trial fails              | 0 UU, 7 MU, 80 TU, 85 MU, 99 end    | 7 +CREDENTIAL_REFUSED 0~0
          ... an operator hides it         | 0 UU, 7 MU, 9 XU, 12 MU, 15 UU      | 7 +CREDENTIAL_REFUSED 0~0, 15 -CREDENTIAL_REFUSED 0~8
          ... taken, but over its limit    | 0 UU, 7 MU, 9 LU, 12 UU             | 7 +CREDENTIAL_REFUSED 0~0, 9 -CREDENTIAL_REFUSED 0~2
          ... refused anew                 | 0 UU, 7 MU, 8 UU, 9 MU, 10 end      | 7 +CREDENTIAL_REFUSED 0~0, 8 -CREDENTIAL_REFUSED 0~1, 9 +CREDENTIAL_REFUSED 0~0

          all out for less than 5 s        | 0 UU, 7 DD, 11 UD, 15 UU, 90 end    | ''
          all out for 5 s                  | 0 UU, 7 DD, 30 RD, 31 RR, 90 end    | 12 +ALL_OUT~5, 30 -ALL_OUT~23
          all out, one after the other     | 0 UU, 7 DU, 20 DD, 30 UU            | 25 +ALL_OUT~5, 30 -ALL_OUT~10
          the only one is over its limit   | 0 U, 7 L, 30 U                      | 12 +ALL_OUT~5, 30 -ALL_OUT~23
          all disabled                     | 0 UU, 7 XO, 30 UO                   | 12 +ALL_OUT~5, 30 -ALL_OUT~23
          one waits for a message          | 0 UU, 7 DD, 9 WD, 60 end            | ''
          ... which then fails             | 0 UU, 7 DD, 9 WD, 60 PD, 61 DD      | 61 +ALL_OUT~54
          one is probed when it would begin | 0 UU, 7 DD, 11 PD, 14 RD, 20 RR    | ''
          a wait after it began ends nothing | 0 UU, 7 DD, 20 WW, 60 end         | 12 +ALL_OUT~5

          one out for less than 60 s       | 0 UU, 7 DU, 66 UU, 200 end          | ''
          one out for 60 s                 | 0 UU, 7 DU, 99 RU, 200 end          | 67 +ONE_OUT 0~60, 99 -ONE_OUT 0~92
          the second one out               | 0 UU, 7 UD, 99 UU                   | 67 +ONE_OUT 1~60, 99 -ONE_OUT 1~92
          down, probed, down: all is out   | 0 UU, 7 DU, 30 PU, 35 DU, 99 end    | 67 +ONE_OUT 0~60
          over its limit                   | 0 UU, 7 LU, 99 UU                   | 67 +ONE_OUT 0~60, 99 -ONE_OUT 0~92
          by an operator                   | 0 UU, 7 XU, 300 OU, 600 end         | ''
          ... who lets go of one that is down | 0 UU, 7 XU, 300 DU, 400 end      | 360 +ONE_OUT 0~60
          ... who takes out one that is told | 0 UU, 7 DU, 90 XU, 300 end        | 67 +ONE_OUT 0~60
          a refused key is told by itself  | 0 UU, 7 MU, 300 end                 | 7 +CREDENTIAL_REFUSED 0~0
          it waits for a message           | 0 UU, 7 DU, 50 WU, 900 PU, 901 UU   | ''
          ... which fails                  | 0 UU, 7 DU, 50 WU, 90 PU, 91 DU     | 91 +ONE_OUT 0~84
          all out, and one comes back long before the other | 0 UU, 7 DD, 100 RD, 200 end | 12 +ALL_OUT~5, 100 -ALL_OUT~93, 105 +ONE_OUT 1~98
          all out, and both come back      | 0 UU, 7 DD, 100 RD, 103 RR, 200 end | 12 +ALL_OUT~5, 100 -ALL_OUT~93
          one out, then all                | 0 UU, 7 DU, 80 DD, 99 DU, 120 UU    | 67 +ONE_OUT 0~60, 85 +ALL_OUT~5, 99 -ALL_OUT~19, 120 -ONE_OUT 0~113

          the outbox fills and empties     | 0 U, 3 fill=79, 5 fill=80, 8 fill=60, 9 fill=59  | 5 +OUTBOX_FILLING~0, 9 -OUTBOX_FILLING~4
          ... about the limit              | 0 U, 5 fill=80, 6 fill=79, 7 fill=81, 8 fill=61, 9 end | 5 +OUTBOX_FILLING~0
          a message waits 10 min           | 0 U, 900 old=600, 901 end           | 901 +OUTBOX_STUCK~601
          ... and moves on                 | 0 U, 900 old=601, 950 old=3         | 900 +OUTBOX_STUCK~601, 950 -OUTBOX_STUCK~651
          ... while all are down           | 0 U, 100 D, 200 old=100, 900 end    | 105 +ALL_OUT~5
          ... and for 10 min after that    | 0 U, 100 D, 200 old=100, 900 U, 1500 end | 105 +ALL_OUT~5, 900 -ALL_OUT~800, 1500 +OUTBOX_STUCK~1400
          ... and drained in time          | 0 U, 100 D, 200 old=100, 900 U, 1499 old=3, 1600 end | 105 +ALL_OUT~5, 900 -ALL_OUT~800
          ... it was stuck before, and is  | 0 U, 900 old=601, 910 D, 930 U      | 900 +OUTBOX_STUCK~601, 915 +ALL_OUT~5, 930 -ALL_OUT~20
          the outbox fails for 9 s         | 0 U, 5 fails, 15 works, 40 end      | ''
          the outbox fails for 10 s        | 0 U, 5 fails, 30 works, 40 end      | 15 +OUTBOX_STUCK~10, 30 -OUTBOX_STUCK~25
          ... while all are down           | 0 D, 5 fails, 30 works, 40 end      | 5 +ALL_OUT~5, 15 +OUTBOX_STUCK~10, 30 -OUTBOX_STUCK~25
          it fails once, long ago          | 0 U, 5 fault, 99 end                | ''
          it works, but what waits is old  | 0 U, 700 fails, 720 works, 720 old=700, 800 old=5 | 710 +OUTBOX_STUCK~10, 800 -OUTBOX_STUCK~100
          """)
  void begins(String name, String script, String said) {
    List<String> expected = said.isEmpty() ? List.of() : List.of(said.split(", "));

    assertThat(AlarmStage.play(script, 0)).as(name).isEqualTo(expected);
    assertThat(AlarmStage.play(script, Long.MAX_VALUE - 30_000_000_000L))
        .as("%s, where the clock wraps around", name)
        .isEqualTo(expected);
  }

  /** Whatever happens: an end between two beginnings, and a beginning before each end. */
  @Test
  void beginningsAndEndsTakeTurns() {
    Random random = new Random(7);
    for (int run = 0; run < 50; run++) {
      StringBuilder script = new StringBuilder("0 UUU");
      for (int second = 1; second < 3_000; second += 1 + random.nextInt(40)) {
        String letters =
            random
                .ints(3, 0, 11)
                .mapToObj(i -> "USRPDWLMTXO".substring(i, i + 1))
                .collect(Collectors.joining());
        String[] events = {
          letters,
          letters,
          "fill=" + random.nextInt(100),
          "old=" + random.nextInt(1_500),
          "fails",
          "works"
        };
        script.append(", ").append(second).append(' ').append(events[random.nextInt(6)]);
      }
      List<String> said = AlarmStage.play(script.toString(), 0);

      assertThat(said).isNotEmpty();
      said.stream()
          .map(word -> word.substring(word.indexOf(' ') + 1, word.indexOf('~')))
          .collect(Collectors.groupingBy(word -> word.substring(1)))
          .values()
          .forEach(
              words -> {
                for (int i = 0; i < words.size(); i++) {
                  assertThat(words.get(i)).startsWith(i % 2 == 0 ? "+" : "-");
                }
              });
    }
  }

  @Test
  void aProviderThatNobodyLookedAtForLongIsOutFromTheMomentItIsSeenOut() {
    Alarms alarms = new Alarms(2, 0);
    List<Standing> out = List.of(AlarmStage.standing('D'), AlarmStage.standing('U'));

    assertThat(alarms.look(out, 3_600_000_000_000L)).isEmpty();
    assertThat(alarms.look(out, 3_660_000_000_000L)).hasSize(1);
  }

  @Test
  void aTimerIsPendingOnlyUntilItHasRun() {
    Alarms alarms = new Alarms(1, 0);
    alarms.look(List.of(AlarmStage.standing('U')), 0);
    assertThat(alarms.isPending()).isFalse();

    alarms.look(List.of(AlarmStage.standing('X')), 0);
    assertThat(alarms.isPending()).isTrue();

    assertThat(alarms.look(List.of(AlarmStage.standing('X')), 5_000_000_000L)).hasSize(1);
    assertThat(alarms.isPending()).isFalse();
  }
}
