package io.akemail.alert;

import io.akemail.alert.Webhook.Reply;
import io.akemail.internal.TimeSource;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due, one letter at a time and at most one a second, and bears what comes back. For
 * one thread.
 */
final class Teller {
  private static final Logger LOG = LoggerFactory.getLogger(SlackAlerts.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration BARRED = Duration.ofHours(1);
  private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Webhook webhook;
  private final Matters matters;
  private final SlackText text;
  private final TimeSource time;
  private long restsUntil;
  private String complaint = "";

  Teller(Webhook webhook, Matters matters, SlackText text, TimeSource time) {
    this.webhook = webhook;
    this.matters = matters;
    this.text = text;
    this.time = time;
    this.restsUntil = time.nanos();
  }

  /** Tells one letter, if one is due; in how many nanoseconds to come again. */
  long step() {
    long rest = restsUntil - time.nanos();
    if (rest > 0) {
      return rest;
    }
    Letter letter = matters.next(time.nanos());
    if (letter != null) {
      restsUntil = time.nanos() + tell(letter).toNanos();
    }
    long now = time.nanos();
    return Math.max(restsUntil - now, matters.pause(now));
  }

  /** Posts the letter; how long to rest after it. */
  private Duration tell(Letter letter) {
    Reply reply = webhook.post(text.of(letter));
    long now = time.nanos();
    if (reply instanceof Reply.Taken) {
      matters.told(letter, now);
      allRight();
    } else if (reply instanceof Reply.Later later) {
      return bounded(Objects.requireNonNullElse(later.pause(), UNTOLD_PAUSE));
    } else if (reply instanceof Reply.Refused refused) {
      matters.refused(letter);
      complain("Slack does not take an alert: " + refused.why());
    } else if (reply instanceof Reply.Barred barred) {
      complaint = "";
      complain("Slack takes no alerts; the next is tried in an hour: " + barred.why());
      return BARRED;
    } else if (reply instanceof Reply.Failed failed) {
      matters.failed(letter, now);
      complain("Slack could not be told of an alert: " + failed.why());
    }
    return PACE;
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(PACE) < 0) {
      return PACE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Said once, not at every letter. */
  private void complain(String words) {
    if (!words.equals(complaint)) {
      complaint = words;
      LOG.warn("{}", words);
    }
  }

  private void allRight() {
    if (!complaint.isEmpty()) {
      complaint = "";
      LOG.info("Slack takes alerts again");
    }
  }
}
