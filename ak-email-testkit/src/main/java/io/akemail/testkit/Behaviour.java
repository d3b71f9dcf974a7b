package io.akemail.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How a {@link ProviderServer} treats its clients from now on, until told otherwise. Immutable.
 *
 * <p>Unless said otherwise it concerns the send endpoint alone, and the free endpoint stays well.
 * Requests that break the dialect are refused as ever where the mail would be taken.
 */
public final class Behaviour {
  enum Mode {
    HEALTHY,
    UNAVAILABLE,
    SEND_UNAVAILABLE,
    REFUSING,
    RESETTING,
    HANGING,
    SEND_HANGING,
    LATE,
    RATE_LIMITED,
    RETRY_AFTER,
    QUOTA,
    KEY_REFUSED,
    REJECTING,
    THEN_504,
    THEN_HANG,
    THEN_RESET,
    SLOW,
    HTML
  }

  private static final Predicate<ReceivedMail> EVERY = Objects::nonNull;

  private final Mode mode;
  private final Duration time;
  private final Predicate<ReceivedMail> which;
  private final String field;

  private Behaviour(Mode mode, Duration time, Predicate<ReceivedMail> which, String field) {
    this.mode = mode;
    this.time = Objects.requireNonNull(time, "time");
    this.which = Objects.requireNonNull(which, "which");
    this.field = Objects.requireNonNull(field, "field");
  }

  private static Behaviour of(Mode mode) {
    return new Behaviour(mode, Duration.ZERO, EVERY, "");
  }

  private static Behaviour of(Mode mode, Duration time) {
    return new Behaviour(mode, time, EVERY, "");
  }

  /** As the real one on a good day. */
  public static Behaviour healthy() {
    return of(Mode.HEALTHY);
  }

  /** 503 to everything, the free endpoint too. */
  public static Behaviour unavailable() {
    return of(Mode.UNAVAILABLE);
  }

  /** 503 to every mail; the free endpoint is well. */
  public static Behaviour sendPathUnavailable() {
    return of(Mode.SEND_UNAVAILABLE);
  }

  /** Connections are refused, and those that are open are reset. */
  public static Behaviour refusingConnections() {
    return of(Mode.REFUSING);
  }

  /** Requests are read and the connection is reset, on all endpoints; no mail is taken. */
  public static Behaviour resettingConnections() {
    return of(Mode.RESETTING);
  }

  /** Requests are read and never answered, on all endpoints; reset when this ends. */
  public static Behaviour hanging() {
    return of(Mode.HANGING);
  }

  /** Mails are read and never answered; reset when this ends. The free endpoint is well. */
  public static Behaviour sendPathHanging() {
    return of(Mode.SEND_HANGING);
  }

  /** Mails are read and not answered; when this ends they are taken and answered, late. */
  public static Behaviour answeringLate() {
    return of(Mode.LATE);
  }

  /**
   * 429, with the reset time as this provider tells it.
   *
   * @param untilReset whole seconds
   */
  public static Behaviour rateLimited(Duration untilReset) {
    return of(Mode.RATE_LIMITED, untilReset);
  }

  /**
   * 429 with {@code Retry-After}.
   *
   * @param retryAfter whole seconds
   */
  public static Behaviour rateLimitedRetryAfter(Duration retryAfter) {
    return of(Mode.RETRY_AFTER, retryAfter);
  }

  /** The provider's answer when the plan or the day's credits are used up. */
  public static Behaviour quotaUsedUp() {
    return of(Mode.QUOTA);
  }

  /** 401 to everything, the free endpoint too. */
  public static Behaviour refusingKey() {
    return of(Mode.KEY_REFUSED);
  }

  /**
   * Well, but some mails are refused as malformed.
   *
   * @param which which mails
   * @param field the field that the answer blames, in the provider's words
   */
  public static Behaviour rejecting(Predicate<ReceivedMail> which, String field) {
    return new Behaviour(Mode.REJECTING, Duration.ZERO, which, field);
  }

  /** Mails are taken, and 504 is answered. */
  public static Behaviour acceptingThen504() {
    return of(Mode.THEN_504);
  }

  /** Mails are taken, and nothing is answered; reset when this ends. */
  public static Behaviour acceptingThenHanging() {
    return of(Mode.THEN_HANG);
  }

  /** Mails are taken, and the connection is reset. */
  public static Behaviour acceptingThenReset() {
    return of(Mode.THEN_RESET);
  }

  /** Mails are taken at once, and answered only after this time. */
  public static Behaviour slow(Duration time) {
    return of(Mode.SLOW, time);
  }

  /** 200 with a web page to every mail, as from a captive portal; none is taken. */
  public static Behaviour answeringHtml() {
    return of(Mode.HTML);
  }

  Mode mode() {
    return mode;
  }

  Duration time() {
    return time;
  }

  Predicate<ReceivedMail> which() {
    return which;
  }

  String field() {
    return field;
  }

  /** The kind of behaviour. */
  @Override
  public String toString() {
    return mode.toString();
  }
}
