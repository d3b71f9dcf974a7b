package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.SendContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a scripted provider does with one call. */
@FunctionalInterface
interface Step {
  Outcome take(EmailMessage message, SendContext context);

  /** Writes, then answers. */
  static Step answer(Outcome outcome) {
    return (message, context) -> {
      boolean permitted = context.beginWriting();
      return permitted ? outcome : new Outcome.Unavailable(Origin.LOCAL, "abandoned");
    };
  }

  static Step accept() {
    return answer(new Outcome.Accepted("taken"));
  }

  static Step replayed() {
    return answer(new Outcome.Accepted("taken", List.of(), Outcome.Proof.REPLAYED));
  }

  static Step reject() {
    return answer(new Outcome.Rejected(List.of(new Problem("to[0]", "is unknown"))));
  }

  /** Refuses before any call. */
  static Step unsupported() {
    return (message, context) -> new Outcome.Unsupported("too many tags");
  }

  static Step badKey() {
    return answer(new Outcome.Misconfigured("the key is refused"));
  }

  static Step badTemplate() {
    return answer(new Outcome.Misconfigured(Outcome.Scope.REQUEST, "no such template"));
  }

  static Step overLimit(Duration told) {
    return answer(new Outcome.OverLimit(told, Outcome.Limit.RATE, "429"));
  }

  /** Surely not accepted. */
  static Step fault() {
    return (message, context) -> new Outcome.Unavailable(Origin.PROVIDER, "503");
  }

  /** Written, and the answer is lost. */
  static Step lost() {
    return answer(new Outcome.Ambiguous(Origin.PROVIDER, "the answer was lost"));
  }

  /** Hangs until the sender gives the call up; an interrupt alone does not end it. */
  static Step hungUntilCancelled(CountDownLatch entered) {
    return (message, context) -> {
      CountDownLatch cancelled = new CountDownLatch(1);
      context.onCancel(cancelled::countDown);
      entered.countDown();
      awaitUninterruptibly(cancelled);
      return fault().take(message, context);
    };
  }

  /** Writes, then hangs until the test lets it go, and takes no notice of anything. */
  static Step deafUntil(CountDownLatch released, CountDownLatch entered) {
    return (message, context) -> {
      Outcome outcome = accept().take(message, context);
      entered.countDown();
      awaitUninterruptibly(released);
      return outcome;
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
