package io.akemail.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a provider server keeps of the calls it got. Thread-safe. */
final class Ledger {
  private final Map<String, Integer> copies = new LinkedHashMap<>();
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final List<ServerCall> calls = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Consumer<ServerCall>> listeners = new CopyOnWriteArrayList<>();
  private final Tally sendCalls = new Tally();
  private int sendCallCount;
  private int accepted;
  private int freeCalls;
  private @Nullable RecordedRequest lastSend;

  void listen(Consumer<ServerCall> listener) {
    listeners.add(listener);
  }

  /** Notes a call whose fate is known; the listeners are told, then those who wait for it. */
  void add(ServerCall call) {
    synchronized (this) {
      calls.add(call);
      if (call.accepted()) {
        accept(call);
      }
      if (call.toSend()) {
        sendCallCount++;
      } else {
        freeCalls++;
      }
    }
    tell(call);
    if (call.toSend()) {
      sendCalls.add();
    }
  }

  /** Notes that a call that hung is taken after all. */
  void acceptLate(ServerCall call) {
    synchronized (this) {
      accept(call);
    }
    tell(call);
  }

  private void accept(ServerCall call) {
    ReceivedMail mail = call.mail();
    if (mail == null) {
      throw new IllegalStateException("a call without a mail cannot be accepted");
    }
    accepted++;
    if (copies.merge(mail.messageId(), 1, Integer::sum) == 1) {
      mails.add(mail);
    }
  }

  private void tell(ServerCall call) {
    listeners.forEach(listener -> listener.accept(call));
  }

  synchronized void saw(RecordedRequest request, List<String> found) {
    lastSend = request;
    violations.addAll(found);
  }

  synchronized @Nullable RecordedRequest lastSend() {
    return lastSend;
  }

  synchronized ServerCounts counts() {
    return new ServerCounts(sendCallCount, accepted, mails.size(), freeCalls, violations.size());
  }

  synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  synchronized int copies(String messageId) {
    return copies.getOrDefault(messageId, 0);
  }

  synchronized List<ServerCall> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  Tally sendCalls() {
    return sendCalls;
  }
}
