package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.status.Lease.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final Duration SPAN = Duration.ofSeconds(12);
  private static final Wish.Take PROBE = new Wish.Take(Purpose.PROBE, SPAN);
  private static final Wish.Take CHECK = new Wish.Take(Purpose.CHECK, Leases.CHECK_SPAN);
  private static final Wish NO_PROBE = new Wish.GiveBack(Purpose.PROBE);
  private static final Wish NO_CHECK = new Wish.GiveBack(Purpose.CHECK);

  private final Leases leases = new Leases(SPAN);
  private long now = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos(); // time may wrap around

  private List<Wish> wishes(boolean ready, boolean wantsCheck) {
    List<Wish> wishes = new ArrayList<>();
    leases.wishes(ready, wantsCheck, now, wishes);
    return wishes;
  }

  private void pass(Duration span) {
    now += span.toNanos();
  }

  private void held() {
    leases.ask(now);
    leases.granted(PROBE, true, now);
  }

  @Test
  void withoutAMessageNobodyAsksForTheProbe() {
    assertThat(wishes(true, false)).isEmpty();

    leases.ask(now);
    assertThat(wishes(true, false)).containsExactly(PROBE);
    assertThat(wishes(false, false)).as("not ready").isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(wishes(true, false)).as("the message is gone").isEmpty();
  }

  @Test
  void whoDoesNotGetItMayNotProbe() {
    leases.ask(now);
    leases.granted(PROBE, false, now);

    assertThat(leases.mayProbe(now)).isFalse();
  }

  @Test
  void theRightToProbeIsGivenBackWhenNoMessageTakesItWithinASecond() {
    held();
    assertThat(leases.mayProbe(now)).isTrue();
    assertThat(wishes(true, false)).isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(leases.mayProbe(now)).isFalse();
    assertThat(wishes(true, false)).containsExactly(NO_PROBE);
  }

  @Test
  void oneMessageTakesItAndItIsGivenBackWhenTheProbeIsOver() {
    held();
    assertThat(leases.takeProbe()).isEqualTo(now + SPAN.toNanos());
    assertThat(leases.mayProbe(now)).isFalse();
    assertThat(wishes(false, false)).isEmpty();

    leases.endProbe();
    assertThat(wishes(false, false)).containsExactly(NO_PROBE);
    leases.givenBack(Purpose.PROBE);
    assertThat(wishes(true, false)).as("the message is gone").isEmpty();
  }

  @Test
  void aProbeThatOutlivesItsLeaseCountsNoMore() {
    held();
    leases.takeProbe();
    pass(SPAN);

    assertThat(wishes(false, false)).containsExactly(NO_PROBE);
  }

  @Test
  void whoseProbeFailedByItsOwnFaultPerhapsLetsOthersTryForAMinute() {
    leases.ban(now);
    assertThat(leases.isBanned(now, 2)).isTrue();
    assertThat(leases.isBanned(now, 1)).as("there is nobody else").isFalse();

    pass(Duration.ofSeconds(60));
    assertThat(leases.isBanned(now, 2)).isFalse();
  }

  @Test
  void aNewEpochForgivesAFailedProbe() {
    leases.ban(now);
    leases.renew();

    assertThat(leases.isBanned(now, 2)).isFalse();
  }

  @Test
  void theRightToCheckIsProlongedInTimeAndGivenBackWhenNothingIsToBeChecked() {
    assertThat(wishes(false, true)).containsExactly(CHECK);
    leases.granted(CHECK, true, now);
    assertThat(leases.mayCheck(now)).isTrue();
    assertThat(wishes(false, true)).isEmpty();

    pass(Duration.ofMillis(1_501));
    assertThat(wishes(false, true)).containsExactly(CHECK);
    pass(Duration.ofMillis(1_499));
    assertThat(leases.mayCheck(now)).as("it was not prolonged").isFalse();

    assertThat(wishes(false, false)).containsExactly(NO_CHECK);
  }

  @Test
  void afterThreeFailedChecksAnotherInstanceMayTry() {
    leases.granted(CHECK, true, now);
    for (int i = 0; i < 3; i++) {
      assertThat(wishes(false, true)).isEmpty();
      leases.checked(false, 2, now);
    }

    assertThat(wishes(false, true)).containsExactly(NO_CHECK);
    leases.givenBack(Purpose.CHECK);
    assertThat(wishes(false, true)).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(wishes(false, true)).containsExactly(CHECK);
  }

  @Test
  void whoIsAloneGoesOnChecking() {
    leases.granted(CHECK, true, now);
    for (int i = 0; i < 9; i++) {
      leases.checked(false, 1, now);
    }

    assertThat(wishes(false, true)).isEmpty();
  }
}
