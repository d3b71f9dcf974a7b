package io.akemail.examples.runner;

import java.time.Duration;
import java.util.List;

/**
 * What happens to SendGrid, in order.
 *
 * @param pace how fast
 * @param phases the parts
 */
record Script(Pace pace, List<Phase> phases) {

  static Script at(Pace pace) {
    Duration limit = pace.limit();
    return new Script(
        pace,
        List.of(
            phase(Trouble.NONE, "healthy", "Both are healthy", pace.between(0.6, 2.4))
                .of("SendGrid is first in order and takes all mail."),
            phase(Trouble.UNAVAILABLE, "503", "SendGrid answers 503", pace.between(1.2, 3))
                .of("To everything, the free reachability check too."),
            phase(Trouble.NONE, "healed", "SendGrid is healed", pace.between(1.7, 2.5))
                .of("The check finds out; its share of mail rises."),
            phase(Trouble.NO_ANSWER, "no answer", "SendGrid stops answering", pace.noAnswer())
                .of("Calls are read and never answered; only those caught there wait."),
            phase(Trouble.NONE, "healed", "SendGrid is healed", pace.between(1.7, 2.5))
                .of("Calls that hang are reset, new ones are answered."),
            phase(Trouble.LIMIT, "429", "SendGrid answers 429", limit)
                .of("Its rate limit; it tells a reset time " + limit.toSeconds() + " s ahead."),
            phase(Trouble.NONE, "over", "The limit is over by itself", pace.between(0.9, 2))
                .of("SendGrid is used again at the told time, not before."),
            phase(Trouble.BAD_KEY, "bad key", "SendGrid refuses the key", pace.between(1, 2.5))
                .of("401 to everything; a person is alerted, once."),
            phase(Trouble.NONE, "healed", "SendGrid takes the key again", pace.between(1.2, 2.5))
                .of("The next trial with one mail finds out."),
            phase(Trouble.BAD_MESSAGE, "bad mail", "One message is malformed", pace.between(0.7, 2))
                .of("It goes back to its caller, and to no other provider."),
            phase(Trouble.NONE, "healthy", "Both are healthy", pace.between(0.6, 1.8))
                .of("SendGrid takes all mail to the end.")));
  }

  double seconds() {
    return total().toMillis() / 1000.0;
  }

  Duration total() {
    return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
  }

  private record Draft(Trouble trouble, String label, String title, Duration length) {
    Phase of(String what) {
      return new Phase(trouble, label, title, what, length);
    }
  }

  private static Draft phase(Trouble trouble, String label, String title, Duration length) {
    return new Draft(trouble, label, title, length);
  }
}
