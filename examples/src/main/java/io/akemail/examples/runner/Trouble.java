package io.akemail.examples.runner;

import io.akemail.testkit.Behaviour;

/** What is wrong with SendGrid in a phase. */
enum Trouble {
  NONE,
  UNAVAILABLE,
  NO_ANSWER,
  LIMIT,
  BAD_KEY,
  /** Nothing at all; but one message is malformed. */
  BAD_MESSAGE;

  /** Whether mail has to go through the other provider meanwhile. */
  boolean isOutage() {
    return this != NONE && this != BAD_MESSAGE;
  }

  /** What the stand-in for SendGrid does in such a phase. */
  Behaviour behaviour(Pace pace, String badMessageId) {
    return switch (this) {
      case NONE -> Behaviour.healthy();
      case UNAVAILABLE -> Behaviour.unavailable();
      case NO_ANSWER -> Behaviour.hanging();
      case LIMIT -> Behaviour.rateLimited(pace.limit());
      case BAD_KEY -> Behaviour.refusingKey();
      case BAD_MESSAGE ->
          Behaviour.rejecting(mail -> mail.messageId().equals(badMessageId), "subject");
    };
  }
}
