package io.akemail.examples.fleet;

import io.akemail.status.ProviderState;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A part of the play: something happens, and it goes on until the instances have noticed. */
enum Act {
  /** Nothing is wrong. */
  WELL("All is well", "Three applications share one Redis. SendGrid takes all mail.", 4),
  /** One instance cannot reach the provider. */
  ONE_FAILS(
      "SendGrid fails for shop-1 alone",
      "Its own network: connections are refused. It goes to SparkPost, the others stay.",
      5),
  /** It can again. */
  ONE_HEALS("The network of shop-1 is mended", "It finds out by the free check, and returns.", 2),
  /** Nobody can use the provider. */
  ALL_FAIL("SendGrid fails for all", "503 to everything. Two votes, and all know.", 5),
  /** The memory goes in the middle of the outage. */
  REDIS_DIES("Redis is killed", "What is known stands; nobody asks SendGrid with mail.", 3),
  /** The provider is well again, and nobody can say so to the others. */
  ALL_HEAL("SendGrid heals", "Each instance finds out by itself, if there is no Redis to ask.", 3),
  /** The memory is back without a memory. */
  REDIS_RETURNS("Redis is back, empty", "The instances meet again; nothing changes for mail.", 3),
  /** As before. */
  ALL_FAIL_AGAIN(
      "SendGrid fails for all once more",
      "shop-3 has no mail to send now, and hears of it from the others all the same.",
      4),
  /** The end. */
  ALL_HEAL_AGAIN(
      "SendGrid heals", "shop-3 sends again. One probe with one mail serves the whole fleet.", 3);

  /** The longest that anything is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final double LEAST = 0.7;

  /** Long enough for the free check to fail once more. */
  private static final double LEAST_OUTAGE = 2.5;

  private final String title;
  private final String what;
  private final int linger;

  Act(String title, String what, int linger) {
    this.title = title;
    this.what = what;
    this.linger = linger;
  }

  String title() {
    return title;
  }

  String what() {
    return what;
  }

  /** How long it is shown once it is noticed. */
  Duration linger(double pace) {
    double least = isOutage() ? LEAST_OUTAGE : LEAST;
    return Duration.ofMillis(Math.round(Math.max(least, linger * pace) * 1000));
  }

  boolean isOutage() {
    return this == ONE_FAILS || this == ALL_FAIL || this == REDIS_DIES || this == ALL_FAIL_AGAIN;
  }

  /** Whether it needs a Redis that may be killed. */
  boolean isOfRedis() {
    return this == REDIS_DIES || this == REDIS_RETURNS;
  }

  /**
   * Whether the instances have noticed.
   *
   * @param views what each believes of SendGrid now, in the order of the instances
   */
  boolean isNoticed(List<Sighting> views) {
    return switch (this) {
      case WELL -> all(views, view -> isUp(view) && view.members() == views.size());
      case ONE_FAILS -> views.get(0).state() == ProviderState.DOWN;
      case ALL_FAIL, ALL_FAIL_AGAIN -> all(views, view -> view.state() == ProviderState.DOWN);
      case REDIS_DIES -> all(views, view -> !view.inTouch());
      case REDIS_RETURNS ->
          all(views, view -> view.inTouch() && isUp(view) && view.members() == views.size());
      case ONE_HEALS, ALL_HEAL, ALL_HEAL_AGAIN -> all(views, Act::isUp);
    };
  }

  private static boolean isUp(Sighting view) {
    return view.state() == ProviderState.UP;
  }

  private static boolean all(List<Sighting> views, Predicate<Sighting> test) {
    return !views.isEmpty() && views.stream().allMatch(test);
  }
}
