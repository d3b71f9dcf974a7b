package io.akemail.micrometer;

import io.akemail.EmailSender;
import io.akemail.Receipt;
import io.akemail.SendResult;
import io.akemail.message.EmailMessage;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Observes each call of a sender. Thread-safe. */
final class ObservedSender implements EmailSender {
  private final EmailSender sender;
  private final ObservationRegistry registry;

  ObservedSender(EmailSender sender, ObservationRegistry registry) {
    this.sender = sender;
    this.registry = registry;
  }

  @Override
  public Receipt send(EmailMessage message) {
    return observed("send", () -> sender.send(message), Ending::of);
  }

  @Override
  public List<SendResult> send(List<EmailMessage> messages) {
    return observed("send_several", () -> sender.send(messages), Ending::of);
  }

  @Override
  public Receipt enqueue(EmailMessage message) {
    return observed("enqueue", () -> sender.enqueue(message), Ending::of);
  }

  private <T> T observed(String operation, Supplier<T> call, Function<T, Ending> ending) {
    Sighting sighting = Sighting.begin(operation, registry);
    T answer;
    try {
      answer = sighting.during(call);
    } catch (RuntimeException | Error e) {
      sighting.end(Ending.of(e));
      throw e;
    }
    sighting.end(ending.apply(answer));
    return answer;
  }

  /** The future is the sender's own, so that cancelling it breaks off the send. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the stage after the end has nothing to tell
  public CompletableFuture<Receipt> sendAsync(EmailMessage message) {
    Sighting sighting = Sighting.begin("send_async", registry);
    CompletableFuture<Receipt> pending;
    try {
      pending = sighting.during(() -> sender.sendAsync(message));
    } catch (RuntimeException | Error e) {
      sighting.end(Ending.of(e));
      throw e;
    }
    pending.whenComplete(
        (receipt, failure) ->
            sighting.end(failure == null ? Ending.of(receipt) : Ending.of(failure)));
    return pending;
  }

  @Override
  public void close() {
    sender.close();
  }
}
