package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.akemail.message.EmailMessage;
import io.akemail.rules.Role;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A sender without its threads: the same engine and deliveries, with time that only the test turns
 * and a watch that looks only when told.
 */
final class Rig {
  /** Draws the longest jitter. */
  static final RandomGenerator LONGEST = () -> -1L;

  final TestTime time;
  final Recorder recorder = new Recorder();
  final Engine engine;
  SelectionStrategy strategy = SelectionStrategy.inOrder();
  private final Listeners listeners;

  private Rig(
      TestTime time,
      RandomGenerator random,
      FailoverSettings settings,
      ScriptedProvider... providers) {
    this.time = time;
    Guests guests = new Guests();
    this.listeners = new Listeners(List.of(recorder), Rig::daemon, guests);
    this.engine = new Engine(settings, List.of(providers), time, random, guests, listeners);
  }

  static Rig of(ScriptedProvider... providers) {
    return of(FailoverSettings.builder(), providers);
  }

  static Rig of(FailoverSettings.Builder settings, ScriptedProvider... providers) {
    return new Rig(new TestTime(), LONGEST, settings.build(), providers);
  }

  static Rig at(TestTime time, ScriptedProvider... providers) {
    return new Rig(time, LONGEST, FailoverSettings.defaults(), providers);
  }

  static Rig at(TestTime time, RandomGenerator random, ScriptedProvider... providers) {
    return new Rig(time, random, FailoverSettings.defaults(), providers);
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    return thread;
  }

  Delivery delivery(EmailMessage message) {
    return new Delivery(engine, message, strategy);
  }

  /** As {@link FailoverSender#send}. */
  Receipt send(EmailMessage message) {
    return run(delivery(message), message).conclude(null);
  }

  /** As {@link FailoverSender#send} makes the attempts. */
  Delivery run(Delivery delivery, EmailMessage message) {
    for (Call call = delivery.next(); call != null; call = delivery.next()) {
      delivery.ended(call, call.route().provider().send(message, call));
    }
    return delivery;
  }

  Receipt send() {
    return send(Messages.any());
  }

  <E extends EmailException> E fails(Class<E> kind, EmailMessage message) {
    E failure = catchThrowableOfType(kind, () -> send(message));
    assertThat(failure).as("a failure was awaited").isNotNull();
    return failure;
  }

  /** The names of the providers that were tried, in order. */
  static List<String> tried(List<Attempt> attempts) {
    return attempts.stream().map(attempt -> attempt.provider().value()).toList();
  }

  List<String> tried(EmailMessage message) {
    try {
      return tried(send(message).attempts());
    } catch (EmailException e) {
      return tried(e.attempts());
    }
  }

  /** The watch looks once. */
  void watch() {
    engine.routes().forEach(route -> route.watch(time.nanos()));
    engine.alerts().watch();
  }

  /** Time passes and the watch looks. */
  void pass(Duration span) {
    time.pass(span);
    watch();
  }

  /** A call in flight that the test itself made and will end. */
  Call call(int index) {
    Route route = route(index);
    long now = time.nanos();
    long deadline = now + engine.settings().attemptTimeoutNanos();
    Call call =
        new Call(route, Messages.any(), 1, Role.NORMAL, route.standing().epoch(), now, deadline);
    assertThat(call.tryBegin()).isTrue();
    return call;
  }

  void ends(Call call, Outcome outcome) {
    call.route().ended(call, outcome, time.nanos());
  }

  /** Three faults in a row. */
  void trip(int index) {
    trip(index, ProviderState.DOWN);
  }

  /** Three faults in a row, after which this is what shows. */
  void trip(int index, ProviderState shown) {
    for (int i = 0; i < 3; i++) {
      ends(call(index), new Outcome.Unavailable(Origin.PROVIDER, "503"));
    }
    assertThat(state(index)).isEqualTo(shown);
  }

  Route route(int index) {
    return engine.routes().get(index);
  }

  ProviderState state(int index) {
    return route(index).standing().state();
  }

  /** Waits until the recorder was told all that happened so far. */
  Recorder told() {
    CountDownLatch latch = new CountDownLatch(1);
    listeners.tell(listener -> latch.countDown());
    await(latch);
    return recorder;
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
