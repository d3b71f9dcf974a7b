package io.akemail.testkit;

/**
 * What a {@link ProviderServer} has counted at one moment.
 *
 * @param sendCalls calls to the endpoint that takes mail
 * @param accepted mails taken, copies included
 * @param distinctAccepted mails taken, by message id
 * @param freeCalls calls to any other endpoint
 * @param violations places in which requests broke the documented dialect
 */
public record ServerCounts(
    int sendCalls, int accepted, int distinctAccepted, int freeCalls, int violations) {

  /** Mails taken once more than they should be. */
  public int duplicates() {
    return accepted - distinctAccepted;
  }

  /** Calls to the endpoint that takes mail by which no mail was taken. */
  public int wasted() {
    return sendCalls - accepted;
  }
}
