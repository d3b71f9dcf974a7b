package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.OutboxState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One message, and all that became of it. */
final class SimMail {
  /** One claim of it that was given out. */
  static final class Held {
    final SimInstance by;
    final long version;
    final long since;
    long until;
    boolean settled;

    Held(SimInstance by, long version, long since, long until) {
      this.by = by;
      this.version = version;
      this.since = since;
      this.until = until;
    }
  }

  final EmailMessage message;
  private final int rejectedBy; // bits of the providers that find it at fault
  final List<SimHistory.Send> sends = new ArrayList<>(); // by callers and by relays
  private final Map<Long, Held> claims = new HashMap<>(); // by version
  Held latest; // null before the first claim
  final SimTimes callsFailed = new SimTimes(); // of the outbox, about this message
  boolean queued; // a caller was told so
  boolean addIsUncertain; // a caller was told that
  OutboxState end; // in the outbox; null before
  long accepted; // how often

  SimMail(EmailMessage message, int rejectedBy) {
    this.message = message;
    this.rejectedBy = rejectedBy;
  }

  MessageId id() {
    return message.id();
  }

  boolean isAtMostOnce() {
    return message.deliveryGuarantee() == DeliveryGuarantee.AT_MOST_ONCE;
  }

  boolean isRejectedBy(SimProvider provider) {
    return (rejectedBy & 1 << provider.index) != 0;
  }

  boolean isRejectable() {
    return rejectedBy != 0;
  }

  void claimed(Held claim) {
    claims.put(claim.version, claim);
    latest = claim;
  }

  /** The claim with that version. */
  Held held(long version) {
    return claims.get(version);
  }

  @Override
  public String toString() {
    return message.id().value();
  }
}
