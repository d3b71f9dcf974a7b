package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One attempt in flight: the permit to write, and how it is broken off. */
class CallTest {
  private static final Outcome TAKEN = new Outcome.Accepted("x");

  private final Rig rig = Rig.of(new ScriptedProvider("a"));
  private final List<String> ran = new ArrayList<>();

  @Test
  void whoWritesFirstIsNotAbandoned() {
    Call call = rig.call(0);

    assertThat(call.beginWriting()).isTrue();
    call.expire();

    assertThat(call.isWritten()).isTrue();
    assertThat(call.isCancelled()).isTrue();
  }

  @Test
  void whoIsAbandonedFirstDoesNotWrite() {
    Call call = rig.call(0);

    call.expire();

    assertThat(call.beginWriting()).isFalse();
    assertThat(call.isWritten()).isFalse();
  }

  @Test
  void thePermitIsGivenOnce() {
    Call call = rig.call(0);

    assertThat(call.beginWriting()).isTrue();
    assertThat(call.beginWriting()).isFalse();
    assertThat(call.isWritten()).isTrue();
  }

  @Test
  void theCancelActionRunsOnce() {
    Call call = rig.call(0);
    call.onCancel(() -> ran.add("action"));

    call.expire();
    call.leave();
    call.expire();

    assertThat(ran).containsExactly("action");
  }

  @Test
  void aLaterCancelActionReplacesTheEarlier() {
    Call call = rig.call(0);
    call.onCancel(() -> ran.add("connect"));
    call.onCancel(() -> ran.add("call"));

    call.expire();

    assertThat(ran).containsExactly("call");
  }

  @Test
  void aCancelActionOfABrokenOffCallRunsAtOnce() {
    Call call = rig.call(0);
    call.expire();

    call.onCancel(() -> ran.add("action"));

    assertThat(ran).containsExactly("action");
  }

  @Test
  void aCancelActionThatThrowsDisturbsNobody() {
    Call call = rig.call(0);
    call.onCancel(
        () -> {
          throw new AssertionError("a guest");
        });

    rig.pass(Duration.ofSeconds(10));

    assertThat(call.isCancelled()).isTrue();
  }

  @Test
  void afterTheProvidersPartIsOverNothingItRegisteredRuns() {
    Call call = rig.call(0);
    call.onCancel(() -> ran.add("action"));
    rig.ends(call, TAKEN);

    call.expire();
    call.leave();

    assertThat(ran).isEmpty();
  }

  @Test
  void theLateEndOfACallDoesNotTouchTheNextOneInItsPlace() {
    Rig one = Rig.of(FailoverSettings.builder().maxInFlight(1), new ScriptedProvider("a"));
    Call old = one.call(0);
    one.ends(old, TAKEN);
    Call next = one.call(0);
    assertThat(next.slot()).isSameAs(old.slot());

    old.expire();
    old.leave();

    assertThat(next.isCancelled()).isFalse();
    assertThat(next.hasCallerLeft()).isFalse();
    assertThat(next.beginWriting()).isTrue();
  }

  @Test
  void anInterruptedCallerHasLeftBeforeTheWatchLooks() {
    Call call = rig.call(0);
    Thread.currentThread().interrupt();
    try {
      assertThat(call.hasCallerLeft()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** The writer and the deadline meet 20,000 times: exactly one of them gets the cell. */
  @Test
  void writerAndDeadlineNeverBothWin() throws InterruptedException {
    AtomicReference<Call> current = new AtomicReference<>(rig.call(0));
    AtomicBoolean over = new AtomicBoolean();
    Thread watch =
        Rig.daemon(
            () -> {
              while (!over.get()) {
                current.get().expire();
              }
            });
    watch.start();
    for (int i = 0; i < 20_000; i++) {
      Call call = rig.call(0);
      AtomicInteger actions = new AtomicInteger();
      current.set(call);
      call.onCancel(actions::incrementAndGet);
      boolean permitted = call.beginWriting();
      rig.ends(call, TAKEN);
      assertThat(call.isWritten()).isEqualTo(permitted);
      assertThat(permitted || call.isCancelled()).isTrue();
      assertThat(actions.get()).isLessThanOrEqualTo(1);
    }
    over.set(true);
    watch.join();
  }
}
