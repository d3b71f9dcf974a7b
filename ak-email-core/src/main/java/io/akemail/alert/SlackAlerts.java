package io.akemail.alert;

import io.akemail.Alert;
import io.akemail.SendListener;
import io.akemail.internal.DaemonThreads;
import io.akemail.internal.Heartbeat;
import io.akemail.internal.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells alerts to a channel in Slack through an incoming webhook.
 *
 * <p>Give one to {@link io.akemail.FailoverSenderBuilder#listener}, one for each sender, and close
 * it after the sender. It has a thread of its own: whether Slack is slow or away, no mail waits for
 * it.
 *
 * <p>At most one message a second. That something began is told at once; the same of the same
 * provider not again within the quiet period, after which one message sums up how often it began
 * and ended. That it is over is told at once, if it was told that it began. What cannot be told now
 * is summed up likewise until it can: an answer 429 is waited out; after 401, 403, 404, 410 or a
 * redirect nothing is sent for an hour; after 5xx or a time-out of 10 s a message is tried once
 * more, and then not before the quiet period is over (a message whose answer was lost may so appear
 * twice); what answers 400 is dropped. Each of these is a line in the log.
 *
 * <p>Messages hold the alert's text, its kind and the label, at most about 2,000 characters. Text
 * that came from a provider mentions nobody in Slack. The URL of the webhook is a secret and shows
 * in no log, exception or text. Thread-safe.
 */
public final class SlackAlerts implements SendListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackAlerts.class);
  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final Duration MOST_QUIET = Duration.ofDays(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long CLOSE_NANOS = Duration.ofMillis(900).toNanos();
  private static final int MAX_LABEL = 40;

  private final Webhook webhook;
  private final Matters matters;
  private final Teller teller;
  private final TimeSource time;
  private final CountDownLatch idle = new CountDownLatch(1);
  private final Heartbeat heartbeat;
  private volatile boolean closing;

  private SlackAlerts(Webhook webhook, Duration quiet, String label) {
    this.webhook = webhook;
    this.time = TimeSource.SYSTEM;
    this.matters = new Matters(quiet);
    this.teller = new Teller(webhook, matters, new SlackText(label), time);
    this.heartbeat = new Heartbeat(new DaemonThreads("ak-email-slack-"), this::step);
  }

  /**
   * Alerts to a webhook, with the defaults of {@link Builder}.
   *
   * @param webhookUrl such as {@code https://hooks.slack.com/services/..}
   * @throws IllegalArgumentException as {@link Builder#build} says
   */
  public static SlackAlerts to(String webhookUrl) {
    return builder(webhookUrl).build();
  }

  /** Begins; the parameter is that of {@link #to}. */
  public static Builder builder(String webhookUrl) {
    return new Builder(Objects.requireNonNull(webhookUrl, "webhookUrl"));
  }

  /** Takes the alert and returns at once; after {@link #close} it does nothing. */
  @Override
  public void alert(Alert alert) {
    if (!closing) {
      matters.hear(alert, time.nanos());
      heartbeat.hurry();
    }
  }

  private long step() {
    long pause = teller.step();
    if (closing && pause > CLOSE_NANOS) {
      idle.countDown();
    }
    return pause;
  }

  /**
   * Sends what is due if that can be done within a second, and ends the thread. Returns within a
   * second; the number of alerts that were not told is logged. May be called again.
   */
  @Override
  public void close() {
    boolean first = !closing;
    closing = true;
    heartbeat.hurry();
    try {
      if (!idle.await(CLOSE_NANOS, TimeUnit.NANOSECONDS)) {
        LOG.debug("Slack still has not answered; it is left to itself");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.close();
    webhook.close();
    long untold = matters.untold();
    if (first && untold > 0) {
      LOG.warn("Alerts that Slack was not told of: {}", untold);
    }
  }

  /** Constant. */
  @Override
  public String toString() {
    return "SlackAlerts";
  }

  /** Settings. Not thread-safe. */
  public static final class Builder {
    private final String url;
    private Duration quiet = QUIET;
    private String label = "";
    private boolean localNetwork;

    private Builder(String url) {
      this.url = url;
    }

    /**
     * How long after a message that something began no other says that it began again. Default: 10
     * minutes.
     *
     * @param span 0 to 1 day
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder quietPeriod(Duration span) {
      if (span.isNegative() || span.compareTo(MOST_QUIET) > 0) {
        throw new IllegalArgumentException("quietPeriod: must be 0 to 1 day");
      }
      quiet = span;
      return this;
    }

    /**
     * Shown in each message, to tell senders apart that share a channel. Default: nothing.
     *
     * @param text such as {@code prod-eu}; 1 to 40 characters, no secret
     * @throws IllegalArgumentException if it is empty or too long
     */
    public Builder label(String text) {
      if (text.isBlank() || text.length() > MAX_LABEL) {
        throw new IllegalArgumentException("label: must be 1 to 40 characters");
      }
      label = text;
      return this;
    }

    /**
     * Allows http and addresses of this host and of private networks, for tests and for a relay or
     * a chat of one's own that understands Slack's messages. Default: https only, such addresses
     * are refused.
     */
    public Builder allowLocalNetwork() {
      localNetwork = true;
      return this;
    }

    /**
     * Makes it, without any call.
     *
     * @throws IllegalArgumentException if the URL is not https with a host and a path, or has a
     *     user or fragment; the URL is not shown
     */
    public SlackAlerts build() {
      return new SlackAlerts(Webhook.at(url, localNetwork, TIMEOUT), quiet, label);
    }

    /** Constant. */
    @Override
    public String toString() {
      return "SlackAlerts.Builder";
    }
  }
}
