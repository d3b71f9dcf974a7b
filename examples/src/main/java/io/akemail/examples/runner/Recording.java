package io.akemail.examples.runner;

import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.util.List;

/**
 * All that happened until one moment. Immutable. Times are nanoseconds since the start.
 *
 * @param phases the phases entered, in order
 * @param mails the sends that have ended, in the order of their ends
 * @param hits the calls that the servers got, in order
 * @param changes the changes of state that the sender told
 * @param alerts what a person was alerted about
 * @param violations in what the requests broke a provider's dialect
 * @param badMessage the id of the message that is malformed on purpose
 * @param end the moment
 */
record Recording(
    List<Entered> phases,
    List<Mail> mails,
    List<Hit> hits,
    List<Change> changes,
    List<String> alerts,
    List<String> violations,
    String badMessage,
    long end) {

  /** The id of the provider that is first in order. */
  static final String FIRST = "sendgrid";

  /** The id of the provider that takes over. */
  static final String SECOND = "sparkpost";

  /** A phase began. */
  record Entered(Phase phase, long at) {}

  /** What became of a send, as its caller saw it. */
  enum Fate {
    ACCEPTED,
    REJECTED,
    FAILED
  }

  /**
   * One send.
   *
   * @param at when the caller called
   * @param took how long the caller waited
   * @param provider who accepted it by the receipt; empty if nobody
   * @param calls the attempts in the receipt or exception that wrote to a provider
   * @param flagged whether the receipt says that there may be a second copy
   * @param why for a failure, what the caller was told
   */
  record Mail(
      String id,
      long at,
      long took,
      Fate fate,
      String provider,
      int calls,
      boolean flagged,
      String why) {}

  /**
   * One call as a server saw it.
   *
   * @param at when the request had been read
   * @param provider whose server
   * @param toSend whether it was to the endpoint that takes mail
   * @param mail the id of the message in it; empty if there was none
   * @param accepted whether the mail was taken
   * @param status the status answered; 0 for no answer
   */
  record Hit(long at, String provider, boolean toSend, String mail, boolean accepted, int status) {}

  /** A provider came into a state. */
  record Change(
      long at, String provider, ProviderState state, StatusReason reason, String detail) {}

  Recording {
    phases = List.copyOf(phases);
    mails = List.copyOf(mails);
    hits = List.copyOf(hits);
    changes = List.copyOf(changes);
    alerts = List.copyOf(alerts);
    violations = List.copyOf(violations);
  }

  /** When a phase ended: the begin of the next one, or the end. */
  long endOf(int phase) {
    return phase + 1 < phases.size() ? phases.get(phase + 1).at() : end;
  }

  long sends(Fate fate) {
    return mails.stream().filter(mail -> mail.fate() == fate).count();
  }

  long acceptedBy(String provider) {
    return mails.stream().filter(mail -> mail.provider().equals(provider)).count();
  }
}
