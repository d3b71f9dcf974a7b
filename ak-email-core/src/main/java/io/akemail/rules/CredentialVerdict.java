package io.akemail.rules;

/**
 * Whether the provider refuses our credential. Ends with an acceptance of an attempt that began
 * after the verdict; one message may try after a while. Not thread-safe.
 */
final class CredentialVerdict {
  private final long retryNanos;
  private boolean refused;
  private boolean hearsay;
  private long refusedAt;
  private long retryAt;

  CredentialVerdict(HealthRules rules) {
    this.retryNanos = rules.credentialRetry().toNanos();
  }

  boolean isRefused() {
    return refused;
  }

  long retryAt() {
    return retryAt;
  }

  boolean isTrialDue(long now) {
    return refused && now - retryAt >= 0;
  }

  /** Takes the one trial that is due; the next is due after another while. */
  void takeTrial(long now) {
    retryAt = now + retryNanos;
  }

  /** Gives a trial back that was not made. */
  void returnTrial(long now) {
    if (refused) {
      retryAt = now;
    }
  }

  void refuse(long now) {
    if (!refused) {
      refused = true;
      refusedAt = now;
    }
    hearsay = false;
    retryAt = now + retryNanos;
  }

  /** Another sender with the same credential was refused. */
  void heardRefused(long now, long retry) {
    if (!refused) {
      refused = true;
      refusedAt = now;
      retryAt = retry;
      hearsay = true;
    }
  }

  /** No other sender says so any more: ends what was only heard. */
  void heardNothing() {
    refused &= !hearsay;
    hearsay = false;
  }

  void accepted(long attemptBegan) {
    if (refused && attemptBegan - refusedAt > 0) {
      refused = false;
    }
  }
}
