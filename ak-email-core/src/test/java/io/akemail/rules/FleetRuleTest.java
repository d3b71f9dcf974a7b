package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.FleetRule.Votes;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 4 of the failover semantics. */
class FleetRuleTest {
  private static final RandomGenerator LONGEST = Bench.LONGEST;

  private static SharedHealth record(Phase phase, int multiplier, Duration age) {
    return new SharedHealth(
        "g", 7, phase, Duration.ofSeconds(1), multiplier, StatusReason.FAULTS, "x", age);
  }

  @ParameterizedTest(name = "{0} sure, {1} perhaps, {2} good of {3}: {4}")
  @CsvSource({
    "1, 0, 0, 1, true",
    "0, 1, 0, 1, true",
    "1, 0, 0, 2, false",
    "2, 0, 0, 2, true",
    "0, 2, 0, 2, true",
    "1, 0, 0, 10, false",
    "2, 0, 0, 10, true",
    "1, 1, 0, 10, true",
    "2, 0, 2, 10, false",
    "3, 0, 2, 10, true",
    "2, 0, 8, 10, false",
    "6, 0, 4, 10, true",
    "0, 2, 0, 10, false",
    "0, 5, 0, 10, false",
    "0, 6, 0, 10, true",
    "0, 6, 6, 12, false",
    "0, 2, 0, 3, true",
    "0, 1, 0, 3, false",
    "0, 0, 0, 1, false"
  })
  void theFleetTakesOut(int sure, int perhaps, int good, int members, boolean expected) {
    Votes votes = new Votes(sure, perhaps, good, 0);

    assertThat(FleetRule.isDown(votes, members, false, Hint.UNKNOWN)).isEqualTo(expected);
    assertThat(FleetRule.isDown(votes, members, false, Hint.OK)).isEqualTo(expected);
    assertThat(FleetRule.isDown(votes, members, false, Hint.DEGRADED)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} sure, {1} perhaps, {2} good of ten: {3}")
  @CsvSource({"1, 0, 0, true", "0, 1, 0, true", "1, 0, 1, false", "0, 0, 0, false"})
  void anOutageOnTheStatusPageLowersTheQuorumToOne(
      int sure, int perhaps, int good, boolean expected) {
    Votes votes = new Votes(sure, perhaps, good, 0);

    assertThat(FleetRule.isDown(votes, 10, false, Hint.OUTAGE)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} sure, {1} perhaps, {2} good of ten: {3}")
  @CsvSource({"1, 0, 0, true", "0, 1, 0, false", "1, 0, 1, false", "1, 1, 1, true"})
  void onTheRampOneThatIsSureIsEnough(int sure, int perhaps, int good, boolean expected) {
    Votes votes = new Votes(sure, perhaps, good, 0);

    assertThat(FleetRule.isDown(votes, 10, true, Hint.UNKNOWN)).isEqualTo(expected);
  }

  /** Whatever the others say, fewer than a majority of perhaps-faults take nothing out. */
  @Test
  void faultsThatMayBeTheirOwnOfFewerThanAMajorityNeverTakeAProviderOut() {
    for (int members = 2; members <= 30; members++) {
      for (int perhaps = 0; perhaps <= members / 2; perhaps++) {
        for (boolean ramping : new boolean[] {true, false}) {
          Votes votes = new Votes(0, perhaps, 0, 0);
          assertThat(FleetRule.isDown(votes, members, ramping, Hint.UNKNOWN))
              .as("%s of %s", perhaps, members)
              .isFalse();
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} failed probes of {1}: {2}")
  @CsvSource({
    "0, 1, false",
    "1, 1, true",
    "1, 2, false",
    "2, 2, true",
    "1, 9, false",
    "2, 9, true"
  })
  void probesOfDifferentHoldersFail(int failed, int members, boolean expected) {
    assertThat(FleetRule.probesFail(new Votes(0, 0, 0, failed), members)).isEqualTo(expected);
  }

  @Test
  void votesAreCountedByKindAndNothingElseIs() {
    ProviderId id = ProviderId.of("a");
    List<SharedVerdict> verdicts =
        List.of(
            new SharedVerdict(id, Kind.BAD_PROVIDER, "1", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.BAD_LOCAL, "2", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.BAD_LOCAL, "3", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.GOOD, "4", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.PROBE_FAILED, "4", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.OVER_LIMIT, "f", Duration.ofSeconds(1)),
            new SharedVerdict(id, Kind.HINT_OUTAGE, "", Duration.ofSeconds(1)));

    assertThat(Votes.of(verdicts)).isEqualTo(new Votes(1, 2, 1, 1));
  }

  @ParameterizedTest(name = "multiplier {0}, {1} min after the recovery: {2} s, then {3}")
  @CsvSource({
    "0, 0, 5, 1",
    "1, 0, 10, 2",
    "3, 0, 40, 4",
    "4, 0, 60, 5",
    "8, 0, 60, 8",
    "3, 1, 20, 3",
    "3, 9, 5, 1"
  })
  void theDeadPeriodDoublesAndForgetsOneDoublingAMinute(
      int multiplier, int minutes, long seconds, int next) {
    SharedHealth before = record(Phase.UP, multiplier, Duration.ofMinutes(minutes));
    SharedHealth down =
        FleetRule.down(before, StatusReason.FAULTS, "me", HealthRules.DEFAULTS, LONGEST);

    assertThat(down.remaining().toMillis()).isBetween(seconds * 1000 - 1, seconds * 1000);
    assertThat(down.multiplier()).isEqualTo(next);
    assertThat(down.epoch()).isEqualTo(8);
    assertThat(down.generation()).isEqualTo("g");
  }

  @Test
  void anOutageThatLastsForgetsNothing() {
    SharedHealth before = record(Phase.DOWN, 2, Duration.ofMinutes(5));
    SharedHealth down =
        FleetRule.down(before, StatusReason.PROBE_FAILED, "me", HealthRules.DEFAULTS, LONGEST);

    assertThat(down.multiplier()).isEqualTo(3);
  }

  @Test
  void theFirstRecordBeginsAGeneration() {
    SharedHealth down =
        FleetRule.down(null, StatusReason.FAULTS, "me", HealthRules.DEFAULTS, LONGEST);

    assertThat(down.epoch()).isEqualTo(1);
    assertThat(down.generation()).matches("[0-9a-f]{1,16}");
    assertThat(down.by()).isEqualTo("me");
  }

  @Test
  void aCompleteRecoveryAndAnotherLightAreNoNewEpoch() {
    SharedHealth ramping = record(Phase.RAMPING, 2, Duration.ZERO);
    assertThat(FleetRule.up(ramping, "me", LONGEST).isVersionOf(ramping)).isTrue();

    SharedHealth down = record(Phase.DOWN, 2, Duration.ZERO);
    SharedHealth seen = FleetRule.seen(down, StatusReason.REACHABLE, "me", LONGEST);
    assertThat(seen.isVersionOf(down)).isTrue();
    assertThat(seen.remaining()).isEqualTo(down.remaining());
    assertThat(seen.reason()).isEqualTo(StatusReason.REACHABLE);
  }

  @Test
  void aRampThatIsOverIsNone() {
    SharedHealth ramping =
        new SharedHealth(
            "g",
            7,
            Phase.RAMPING,
            Duration.ofMillis(-1),
            0,
            StatusReason.RECOVERING,
            "x",
            Duration.ZERO);

    assertThat(FleetRule.isRamping(ramping)).isFalse();
    assertThat(FleetRule.isRamping(null)).isFalse();
    assertThat(FleetRule.isRamping(record(Phase.RAMPING, 0, Duration.ZERO))).isTrue();
    assertThat(FleetRule.isRamping(record(Phase.DOWN, 0, Duration.ZERO))).isFalse();
  }
}
