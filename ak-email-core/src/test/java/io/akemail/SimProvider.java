package io.akemail;

import io.akemail.message.MessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The far end: what a provider really does, and what it really took. */
final class SimProvider {
  /** What is wrong with it. */
  enum Fault {
    NONE(true),
    STATUS_503(false),
    STATUS_503_ON_MAILS(true),
    REFUSED(false),
    HANG(false),
    HANG_ON_MAILS(true),
    TAKEN_THEN_HANG(true),
    RESET(false),
    TAKEN_THEN_RESET(true),
    TAKEN_THEN_504(true),
    LIMIT_TOLD(true),
    LIMIT_UNTOLD(true),
    KEY_REFUSED(true),
    SLOW(true);

    final boolean answersChecks;

    Fault(boolean answersChecks) {
      this.answersChecks = answersChecks;
    }

    /** Whether it is one that the breaker is for. */
    boolean isOutage() {
      return this != NONE && this != LIMIT_TOLD && this != LIMIT_UNTOLD && this != KEY_REFUSED;
    }
  }

  /** One message taken. */
  record Acceptance(MessageId message, long at, long attempt) {}

  /** What a request may take to arrive, a frozen process and a slow network included. */
  private static final long MARGIN = SimClock.seconds(50);

  final int index;
  final boolean idempotent;
  final long relied; // for so long after its first use a key may be used again
  final long memory; // for so long it really knows a key
  final boolean hasCheck;
  final long latency;
  final boolean ownCredentials; // some instances use another credential
  final boolean resends; // only in a planted fault
  final List<Acceptance> acceptances = new ArrayList<>();
  private final Map<String, Long> keys = new HashMap<>();
  Fault fault = Fault.NONE;
  final SimTimes outages = new SimTimes();
  final SimTimes checksFail = new SimTimes();
  final SimTimes hinted = new SimTimes(); // that it is out
  final SimTimes operated = new SimTimes(); // an operator said something of it
  long toldPause;
  int refusedCredential;

  SimProvider(int index, Random random, boolean resends) {
    this.index = index;
    this.resends = resends;
    this.idempotent = random.nextInt(5) < 2;
    this.relied =
        random.nextBoolean() ? SimClock.seconds(4 + random.nextInt(16)) : SimClock.seconds(1_000);
    this.memory = relied + MARGIN;
    this.hasCheck = random.nextInt(4) > 0;
    this.latency = SimClock.millis(5 + random.nextInt(60));
    this.ownCredentials = random.nextInt(3) == 0;
  }

  @Override
  public String toString() {
    return "p" + index;
  }

  void breaks(Fault newFault, long now) {
    fault = newFault;
    if (newFault.isOutage()) {
      outages.begin(now);
    }
    if (!newFault.answersChecks) {
      checksFail.begin(now);
    }
  }

  void heals(long now) {
    fault = Fault.NONE;
    outages.end(now);
    checksFail.end(now);
  }

  /** Takes a message; false if the key tells that it was taken before. */
  boolean take(MessageId message, String key, long now, long attempt) {
    Long first = keys.get(key);
    if (idempotent && first != null && now - first < memory) {
      return false;
    }
    keys.put(key, now);
    acceptances.add(new Acceptance(message, now, attempt));
    if (resends && attempt % 50 == 0) {
      acceptances.add(new Acceptance(message, now, attempt));
    }
    return true;
  }
}
