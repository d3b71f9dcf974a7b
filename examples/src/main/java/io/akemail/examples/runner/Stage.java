package io.akemail.examples.runner;

import io.akemail.FailoverSettings;
import io.akemail.SendListener;
import io.akemail.message.MessageId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Plays the script: phases by the clock, traffic all the time. For one use. */
final class Stage implements AutoCloseable {
  private static final MessageId BAD = MessageId.of("the-malformed-one@shop.example");
  private static final long DRAW_MILLIS = 150;
  private static final int REHEARSALS = 40;

  private final Script script;
  private final Screen screen;
  private final Journal journal;
  private final Cast cast;
  private final Traffic traffic;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  Stage(Script script, int perSecond, Screen screen) {
    this.script = script;
    this.screen = screen;
    this.journal = new Journal(BAD.value(), screen::changed);
    this.cast = Cast.start(script.pace().settings(), journal);
    this.traffic = new Traffic(cast.sender(), journal, perSecond);
    cast.first().onCall(call -> journal.hit(Recording.FIRST, call));
    cast.second().onCall(call -> journal.hit(Recording.SECOND, call));
  }

  /**
   * Sends a few mails between servers of its own, so that the run does not begin with the loading
   * of classes.
   */
  static void warmUp() {
    try (Cast other = Cast.start(FailoverSettings.defaults(), new SendListener() {})) {
      for (int i = 0; i < REHEARSALS; i++) {
        other.sender().send(Traffic.order(i));
      }
      other.sender().disable(other.sender().statuses().get(0).provider());
      for (int i = 0; i < REHEARSALS; i++) {
        other.sender().send(Traffic.order(i));
      }
    }
  }

  private View view() {
    return new View(
        script, journal.recording(List.of()), cast.sender().statuses(), traffic.waiting());
  }

  /** Plays it from begin to end. */
  Recording play() {
    CountDownLatch over = new CountDownLatch(1);
    enter(0);
    traffic.start();
    long at = script.phases().get(0).length().toMillis();
    for (int i = 1; i < script.phases().size(); i++) {
      int number = i;
      later(() -> enter(number), at);
      at += script.phases().get(i).length().toMillis();
    }
    later(over::countDown, at);
    var unused =
        clock.scheduleWithFixedDelay(
            () -> screen.tick(view()), DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    traffic.close();
    clock.shutdownNow();
    screen.end(view());
    return journal.recording(cast.violations());
  }

  private void later(Runnable action, long millis) {
    var unused = clock.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  private void enter(int number) {
    Phase phase = script.phases().get(number);
    journal.entered(phase);
    cast.first().behave(phase.trouble().behaviour(script.pace(), BAD.value()));
    screen.entered(view());
    if (phase.trouble() == Trouble.BAD_MESSAGE) {
      traffic.sendBad(BAD);
    }
  }

  @Override
  public void close() {
    traffic.close();
    clock.shutdownNow();
    cast.close();
  }
}
