package io.akemail;

import io.akemail.internal.Spans;
import io.akemail.outbox.OutboxCounts;
import io.akemail.rules.Alarms;
import io.akemail.rules.Standing;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What alerts say: what is wrong, since when, what becomes of mail, and what to do. Takes no lock.
 *
 * @param counts the last known of the outbox; null if there is none
 * @param fault what the outbox fails with, or empty
 * @param age how long it has been so
 * @param now the wall clock
 */
record AlertTexts(
    List<Route> routes, @Nullable OutboxCounts counts, String fault, Duration age, Instant now) {

  static String requestRefused(ProviderId provider, String why) {
    return "Provider "
        + provider
        + " refuses a kind of request: "
        + why
        + ". Such mail goes through the others; the provider stays in use for the rest.";
  }

  String begins(Alarms.Kind kind, @Nullable Route route) {
    return switch (kind) {
      case CREDENTIAL_REFUSED ->
          name(route)
              + " refuses our credential or account: "
              + detail(route)
              + ". Mail goes through the others. Check its API key, its permissions and the"
              + " account, and build the sender anew with a good key; with the same key one"
              + " message tries again after a while.";
      case ALL_OUT ->
          "No provider can be used since " + since() + ": " + providers() + ". " + fate() + ".";
      case ONE_OUT ->
          name(route)
              + " has been out of use since "
              + since()
              + ": "
              + state(route)
              + (detail(route).isEmpty() ? "" : ", " + detail(route))
              + ". Mail goes through the others: "
              + providers()
              + ".";
      case OUTBOX_FILLING ->
          "The outbox is filling: "
              + level()
              + ". Beyond its limits mail is refused. "
              + providers()
              + ".";
      case OUTBOX_STUCK ->
          fault.isEmpty()
              ? "Mail waits in the outbox since "
                  + since()
                  + " though providers can be used: "
                  + level()
                  + ". "
                  + providers()
                  + "."
              : "The outbox has not worked since "
                  + since()
                  + ": "
                  + fault
                  + ". What is in it stays there and is not sent until it works.";
    };
  }

  String ends(Alarms.Kind kind, @Nullable Route route) {
    return switch (kind) {
          case CREDENTIAL_REFUSED -> name(route) + " no longer refuses our credential or account";
          case ALL_OUT -> "Providers can be used again: " + providers();
          case ONE_OUT -> name(route) + " is used again";
          case OUTBOX_FILLING -> "The outbox has room again: " + level();
          case OUTBOX_STUCK -> "The outbox works and no mail has waited in it for long";
        }
        + ". It was so for "
        + Spans.words(age)
        + ".";
  }

  private static String name(@Nullable Route route) {
    return "Provider " + (route == null ? "" : route.id());
  }

  private static String detail(@Nullable Route route) {
    return route == null ? "" : route.detail();
  }

  private static String state(@Nullable Route route) {
    return route == null ? "" : describe(route.standing(), route.nanos());
  }

  private String since() {
    return now.minus(age).truncatedTo(ChronoUnit.SECONDS) + " (" + Spans.words(age) + ")";
  }

  /** The state of every provider in one line. */
  private String providers() {
    return providers(routes);
  }

  /** The state of every provider in one line. */
  static String providers(List<Route> routes) {
    return routes.stream()
        .map(route -> route.id() + " is " + describe(route.standing(), route.nanos()))
        .collect(Collectors.joining(", "));
  }

  private static String describe(Standing standing, long now) {
    String timer =
        standing.hasTimer()
            ? ", " + Duration.ofNanos(Math.max(0, standing.until() - now)).toSeconds() + " s left"
            : "";
    return standing.state() + " (" + standing.reason() + timer + ")";
  }

  private String fate() {
    return counts == null
        ? "Mail is refused, but for a last try now and then"
        : "Mail waits in the outbox: " + level();
  }

  private String level() {
    if (counts == null) {
      return "";
    }
    String oldest =
        counts.oldestAge().map(old -> ", the oldest for " + Spans.words(old)).orElse("");
    return Math.round(100 * counts.fill())
        + " % of its limits, "
        + counts.live()
        + (counts.live() == 1 ? " message waits" : " messages wait")
        + oldest;
  }
}
