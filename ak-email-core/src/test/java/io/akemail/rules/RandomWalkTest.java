package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Standing.Offer;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 200,000 random events, 50,000 for each seed; after each the invariants hold, and from time to
 * time it must heal.
 */
class RandomWalkTest {
  private static final int EVENTS = 50_000;
  private static final int HEAL_EVERY = 500;
  private static final List<Role> ROLES = List.of(Role.values());
  private static final List<OperatorVerdict> OPERATORS = List.of(OperatorVerdict.values());
  private static final List<Outcome> OUTCOMES =
      List.of(
          Bench.ACCEPTED,
          Bench.ACCEPTED,
          Bench.ACCEPTED,
          Bench.REJECTED,
          Bench.UNSUPPORTED,
          Bench.BAD_KEY,
          Bench.BAD_TEMPLATE,
          Bench.UNTOLD,
          Bench.overLimit(Duration.ofSeconds(20)),
          Bench.FAULT,
          Bench.FAULT,
          Bench.LOCAL_FAULT,
          Bench.LOST);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverHappensTheInvariantsHoldAndTheProviderHeals(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long origin = seed % 2 == 0 ? 0 : Long.MAX_VALUE - Duration.ofHours(2).toNanos();
    Bench bench = new Bench(seed < 3, origin, random);
    long limitUntil = bench.now;
    for (int i = 0; i < EVENTS; i++) {
      Standing before = bench.standing();
      boolean wasOver = bench.now - limitUntil < 0;
      happen(bench, random, before);
      Standing after = bench.standing();
      check(after, before, i);
      needsNoLook(bench, after, i);
      if (after.state() == ProviderState.OVER_LIMIT) {
        assertThat(wasOver && after.until() - limitUntil < 0).as("shortened at %s", i).isFalse();
        limitUntil = after.until();
      }
      if (bench.now - limitUntil < 0) {
        assertThat(after.offer()).as("offered over its limit at %s", i).isEqualTo(Offer.NONE);
        assertThat(after.state())
            .isIn(
                ProviderState.OVER_LIMIT,
                ProviderState.MISCONFIGURED,
                ProviderState.DISABLED,
                ProviderState.DRAINING);
      }
      if (i % HEAL_EVERY == 0) {
        heal(bench);
        limitUntil = bench.now;
      }
    }
  }

  /** Whoever looks no more because it is told so must miss nothing. */
  private static void needsNoLook(Bench bench, Standing after, int i) {
    if (!after.watched()) {
      long later = bench.now + Duration.ofDays(1).toNanos();
      bench.verdicts.tick(later);
      assertThat(bench.verdicts.standing(later)).as("unwatched at %s", i).isEqualTo(after);
      assertThat(bench.wantsCheck()).as("check at %s", i).isFalse();
    }
  }

  private static void happen(Bench bench, RandomGenerator random, Standing before) {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> {
        long epoch = before.epoch() - (random.nextInt(4) == 0 ? 1 : 0);
        Role role = ROLES.get(random.nextInt(ROLES.size()));
        long began = bench.now - random.nextLong(10_000_000_000L);
        bench.ends(OUTCOMES.get(random.nextInt(OUTCOMES.size())), role, epoch, began);
      }
      case 4 -> bench.verdicts.takeOffer(bench.now);
      case 5 -> {
        Role role = ROLES.get(random.nextInt(ROLES.size()));
        bench.verdicts.attemptWithdrawn(role, before.epoch(), bench.now);
      }
      case 6 -> bench.verdicts.reachable(bench.now);
      case 7 -> bench.verdicts.unreachable(bench.now);
      case 8 -> bench.verdicts.callsGetNoAnswer();
      case 9 -> bench.verdicts.lastCallEnded(bench.now);
      case 10 -> {
        if (random.nextInt(20) == 0) {
          OperatorVerdict verdict = OPERATORS.get(random.nextInt(OPERATORS.size()));
          bench.verdicts.operatorSays(verdict, bench.now + random.nextLong(60_000_000_000L));
        }
      }
      default -> bench.pass(Duration.ofMillis(random.nextInt(20_000)));
    }
  }

  private static void check(Standing after, Standing before, int i) {
    assertThat(after.epoch() - before.epoch()).as("epoch at %s", i).isBetween(0L, 1L);
    if (after.calm()) {
      assertThat(after.state())
          .as("calm at %s", i)
          .isIn(ProviderState.UP, ProviderState.DISABLED, ProviderState.DRAINING);
      assertThat(after.offer()).isEqualTo(Offer.NONE);
    }
    boolean offers = after.offer() != Offer.NONE;
    if (offers) {
      boolean trial = after.offer() == Offer.TRIAL;
      assertThat(after.state())
          .as("offer at %s", i)
          .isIn(
              ProviderState.MISCONFIGURED,
              trial ? ProviderState.MISCONFIGURED : ProviderState.DOWN);
    }
  }

  /** Only time, answered checks, and one accepted attempt for each offer and each turn. */
  private static void heal(Bench bench) {
    for (int step = 0; step < 3_000 && bench.state() != ProviderState.UP; step++) {
      bench.pass(Duration.ofMillis(700));
      if (bench.wantsCheck()) {
        bench.verdicts.reachable(bench.now);
      }
      Role role = bench.verdicts.takeOffer(bench.now);
      boolean inUse =
          bench.state() == ProviderState.SUSPECT || bench.state() == ProviderState.RAMPING;
      if (role != Role.NORMAL || inUse) {
        long began = bench.now;
        bench.now += 1;
        bench.ends(Bench.ACCEPTED, role, bench.epoch(), began);
      }
    }
    assertThat(bench.state()).isEqualTo(ProviderState.UP);
  }
}
