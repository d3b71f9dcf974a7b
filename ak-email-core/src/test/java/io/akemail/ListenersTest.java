package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.status.StatusChange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is told what, in which order, and what a bad listener costs: nothing. */
class ListenersTest {
  private final ScriptedProvider a = new ScriptedProvider("a");
  private final ScriptedProvider b = new ScriptedProvider("b");

  @Test
  void aSendThatFailsOverIsToldInTheOrderOfItsEvents() {
    a.then(Step.fault());
    Rig rig = Rig.of(a, b);

    Receipt receipt = rig.send();

    List<Object> events = rig.told().events;
    assertThat(events).hasSize(4);
    assertThat(events.get(0))
        .isInstanceOfSatisfying(
            StatusChange.class,
            change -> {
              assertThat(change.before().state()).hasToString("UP");
              assertThat(change.after().state()).hasToString("SUSPECT");
            });
    assertThat(events.get(1)).isEqualTo(receipt.attempts().get(0));
    assertThat(events.get(2)).isEqualTo(receipt.attempts().get(1));
    assertThat(events.get(3)).isSameAs(receipt);
  }

  @Test
  void aFailureIsToldWithTheExceptionThatTheCallerGot() {
    a.always(Step.reject());
    Rig rig = Rig.of(a);

    EmailException failure = rig.fails(EmailRejectedException.class, Messages.any());

    assertThat(rig.told().of(EmailException.class)).singleElement().isSameAs(failure);
  }

  @Test
  void everyChangeOfAnOutageIsTold() {
    Rig rig = Rig.of(a, b);
    rig.trip(0);
    rig.pass(Duration.ofSeconds(5));
    rig.send();
    for (int i = 0; i < 3; i++) {
      rig.ends(rig.call(0), new io.akemail.spi.Outcome.Accepted("x"));
    }
    rig.pass(Duration.ofSeconds(30));

    assertThat(rig.told().changes())
        .containsExactly(
            "UP > SUSPECT",
            "SUSPECT > DOWN",
            "DOWN > PROBING",
            "PROBING > RAMPING",
            "RAMPING > UP");
  }

  @Test
  void aListenerThatThrowsIsToldTheNextEventToo() throws InterruptedException {
    AtomicInteger told = new AtomicInteger();
    Semaphore events = new Semaphore(0);
    SendListener angry =
        new SendListener() {
          @Override
          public void attemptEnded(MessageId message, Attempt attempt) {
            told.incrementAndGet();
            events.release();
            throw new AssertionError("a guest");
          }
        };
    try (FailoverSender sender = FailoverSender.builder().provider(a).listener(angry).build()) {
      for (int i = 0; i < 5; i++) {
        assertThat(sender.send(Messages.any()).provider()).contains(a.id());
      }
      events.acquire(5);
    }

    assertThat(told).hasValue(5);
  }

  @Test
  void aListenerThatHangsDelaysNoSendAndNoOtherListener() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    Semaphore heard = new Semaphore(0);
    SendListener hung =
        new SendListener() {
          @Override
          public void sent(Receipt receipt) {
            Rig.await(released);
          }
        };
    SendListener quick =
        new SendListener() {
          @Override
          public void sent(Receipt receipt) {
            heard.release();
          }
        };
    try (FailoverSender sender =
        FailoverSender.builder().provider(a).listener(hung).listener(quick).build()) {
      for (EmailMessage message : Messages.several(100)) {
        sender.send(message);
      }
      heard.acquire(100);
      released.countDown();
    }
  }

  @Test
  void eventsBeyondTheQueueAreDroppedAndTheSendsGoOn() {
    CountDownLatch released = new CountDownLatch(1);
    CountDownLatch first = new CountDownLatch(1);
    List<MessageId> heard = new CopyOnWriteArrayList<>();
    Guests guests = new Guests();
    SendListener slow =
        new SendListener() {
          @Override
          public void sent(Receipt receipt) {
            first.countDown();
            Rig.await(released);
            heard.add(receipt.messageId());
          }
        };
    Listeners listeners = new Listeners(List.of(slow), Rig::daemon, guests);
    List<Receipt> receipts = Messages.several(3_000).stream().map(Rig.of(a)::send).toList();
    listeners.tell(listener -> listener.sent(receipts.get(0)));
    Rig.await(first);
    receipts.stream()
        .skip(1)
        .forEach(receipt -> listeners.tell(listener -> listener.sent(receipt)));
    released.countDown();
    CountDownLatch last = new CountDownLatch(1);
    while (last.getCount() > 0) { // dropped until there is room
      listeners.tell(listener -> last.countDown());
      Thread.onSpinWait();
    }

    assertThat(heard)
        .containsExactlyElementsOf(receipts.stream().limit(1_025).map(Receipt::messageId).toList());
    listeners.close();
  }

  @Test
  void aThreadFactoryThatFailsFailsNoSend() {
    Guests guests = new Guests();
    Listeners listeners =
        new Listeners(
            List.of(new Recorder()),
            task -> {
              throw new IllegalStateException("no threads left");
            },
            guests);
    for (int i = 0; i < 5; i++) {
      listeners.tell(listener -> listener.failed(null));
    }
    listeners.close();
  }
}
