package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.rules.Counts;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** The places at a provider, and what is counted in them. */
class BulkheadTest {
  private static final Outcome TAKEN = new Outcome.Accepted("x");
  private static final Outcome FAULT = new Outcome.Unavailable(Origin.PROVIDER, "503");

  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @Test
  void aProviderWhosePlacesAreAllTakenIsPassedOverWithoutWaiting() {
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 64; i++) {
      rig.call(0);
    }
    Receipt receipt = rig.send();

    assertThat(Rig.tried(receipt.attempts())).containsExactly("b");
    assertThat(rig.route(0).bulkhead().inFlight()).isEqualTo(64);
    assertThat(rig.state(0)).as("being busy is no fault").isEqualTo(ProviderState.UP);
  }

  @Test
  void anEndedCallFreesItsPlace() {
    Rig rig = Rig.of(FailoverSettings.builder().maxInFlight(1), a);
    Call call = rig.call(0);
    rig.fails(EmailUnavailableException.class, Messages.any());

    rig.ends(call, TAKEN);

    assertThat(rig.send().provider()).contains(a.id());
    assertThat(rig.route(0).bulkhead().isEmpty()).isTrue();
  }

  @Test
  void everyPlaceIsFoundWhoeverLooks() {
    Rig rig = Rig.of(FailoverSettings.builder().maxInFlight(7), a);
    Set<Slot> slots = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      slots.add(rig.call(0).slot());
    }

    assertThat(slots).hasSize(7);
    assertThat(rig.route(0).bulkhead().tryTake(rig.delivery(Messages.any()).next(), 1)).isNull();
  }

  @Test
  void aPlaceHasOneOwnerAtATime() throws Exception {
    Rig rig = Rig.of(FailoverSettings.builder().maxInFlight(3), a);
    Bulkhead bulkhead = rig.route(0).bulkhead();
    List<Slot> slots = List.of(bulkhead.slots());
    AtomicIntegerArray owners = new AtomicIntegerArray(3);
    Call call = rig.delivery(Messages.any()).next();
    call.slot().release();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Integer>> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      long thread = t;
      threads.add(
          pool.submit(
              () -> {
                int taken = 0;
                for (int i = 0; i < 50_000; i++) {
                  Slot slot = bulkhead.tryTake(call, thread);
                  if (slot != null) {
                    int at = slots.indexOf(slot);
                    assertThat(owners.incrementAndGet(at)).isEqualTo(1);
                    slot.count(1, 0, false);
                    owners.decrementAndGet(at);
                    slot.release();
                    taken++;
                  }
                }
                return taken;
              }));
    }
    int taken = 0;
    for (Future<Integer> thread : threads) {
      taken += thread.get();
    }
    pool.shutdown();

    assertThat(bulkhead.total()).as("no count is lost").isEqualTo(taken);
    assertThat(bulkhead.isEmpty()).isTrue();
  }

  @Test
  void theWindowHoldsThirtySecondsOfOneEpoch() {
    Rig rig = Rig.of(a);
    Bulkhead bulkhead = rig.route(0).bulkhead();
    for (int i = 0; i < 10; i++) {
      rig.ends(rig.call(0), TAKEN);
      rig.time.pass(Duration.ofSeconds(3));
    }
    assertThat(bulkhead.counts(rig.time.nanos(), 0)).isEqualTo(new Counts(9, 0));
    assertThat(bulkhead.counts(rig.time.nanos(), 1)).isEqualTo(Counts.NONE);

    rig.time.pass(Duration.ofSeconds(30));
    assertThat(bulkhead.counts(rig.time.nanos(), 0)).isEqualTo(Counts.NONE);
  }

  @Test
  void faultsOverHalfOfTwentyAttemptsInTheWindowTrip() {
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 9; i++) {
      rig.ends(rig.call(0), TAKEN);
      rig.ends(rig.call(0), FAULT);
    }
    rig.ends(rig.call(0), TAKEN);
    rig.ends(rig.call(0), FAULT);
    assertThat(rig.state(0)).as("half of twenty").isEqualTo(ProviderState.SUSPECT);

    rig.ends(rig.call(0), FAULT);
    assertThat(rig.state(0)).isEqualTo(ProviderState.DOWN);
  }

  @Test
  void oldFaultsLeaveTheWindow() {
    Rig rig = Rig.of(a, b);
    for (int i = 0; i < 12; i++) {
      rig.ends(rig.call(0), TAKEN);
      rig.ends(rig.call(0), FAULT);
    }
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
    rig.time.pass(Duration.ofSeconds(31));

    rig.ends(rig.call(0), FAULT);

    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
  }

  @Test
  void attemptsOfAnOlderEpochAreNotCounted() {
    Rig rig = Rig.of(a, b);
    List<Call> old = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      old.add(rig.call(0));
    }
    rig.trip(0);
    rig.pass(Duration.ofSeconds(5));
    rig.send();
    assertThat(rig.state(0)).isEqualTo(ProviderState.RAMPING);

    old.forEach(call -> rig.ends(call, FAULT));

    assertThat(rig.state(0)).isEqualTo(ProviderState.RAMPING);
    rig.ends(rig.call(0), FAULT);
    assertThat(rig.state(0)).isEqualTo(ProviderState.SUSPECT);
  }

  @Test
  void theUsualAnswerTimeIsTheHighestOfFew() {
    Rig rig = Rig.of(a);
    for (int millis : new int[] {10, 80, 20}) {
      Call call = rig.call(0);
      rig.time.pass(Duration.ofMillis(millis));
      rig.ends(call, TAKEN);
    }

    assertThat(rig.route(0).bulkhead().usualAnswerNanos(rig.time.nanos()))
        .isEqualTo(Duration.ofMillis(80).toNanos());
  }

  @Test
  void oneSlowAnswerOfManyDoesNotMakeTheUsualTime() {
    Rig rig = Rig.of(a);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      calls.add(rig.call(0));
    }
    for (int round = 0; round < 2; round++) {
      for (Call call : calls) {
        call.slot().succeeded(rig.time.nanos(), 1_000_000);
      }
    }
    calls.get(0).slot().succeeded(rig.time.nanos(), 9_000_000_000L);

    assertThat(rig.route(0).bulkhead().usualAnswerNanos(rig.time.nanos())).isEqualTo(1_000_000);
  }

  @Test
  void aFaultIsNoAnswerTime() {
    Rig rig = Rig.of(a);
    Call call = rig.call(0);
    rig.time.pass(Duration.ofSeconds(10));
    rig.ends(call, FAULT);

    assertThat(rig.route(0).bulkhead().usualAnswerNanos(rig.time.nanos())).isNegative();
  }
}
