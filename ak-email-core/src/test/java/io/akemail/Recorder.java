package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.status.StatusChange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A listener that keeps what it is told. */
final class Recorder implements SendListener {
  final List<Object> events = new CopyOnWriteArrayList<>();

  <T> List<T> of(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The states that a provider went through. */
  Stream<String> changes() {
    return of(StatusChange.class).stream()
        .map(change -> change.before().state() + " > " + change.after().state());
  }

  @Override
  public void attemptEnded(MessageId message, Attempt attempt) {
    events.add(attempt);
  }

  @Override
  public void sent(Receipt receipt) {
    events.add(receipt);
  }

  @Override
  public void queued(Receipt receipt) {
    events.add(receipt);
  }

  @Override
  public void failed(EmailException failure) {
    events.add(failure);
  }

  @Override
  public void statusChanged(StatusChange change) {
    events.add(change);
  }

  @Override
  public void alert(Alert alert) {
    events.add(alert);
  }
}
