package io.akemail.examples.fleet;

import static io.akemail.examples.fleet.Plays.MILLI;
import static io.akemail.examples.fleet.Plays.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.runner.Guarantee;
import io.akemail.status.ProviderState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is judged of a play. */
class FleetGuaranteesTest {

  private static List<String> broken(Plays play) {
    return FleetGuarantees.check(play.recording()).stream()
        .filter(guarantee -> !guarantee.kept())
        .map(Guarantee::promise)
        .toList();
  }

  @Test
  void aGoodPlayKeepsAll() {
    assertThat(broken(Plays.good())).isEmpty();
  }

  @Test
  void aFailedSendIsSeen() {
    List<String> broken = broken(Plays.good().sent(new Wire.Sent(99, 1, "nobody took it")));
    assertThat(broken).containsExactly("No send fails, on no instance");
  }

  @Test
  void aLostMailIsSeen() {
    assertThat(broken(Plays.good().taken(299)))
        .containsExactly("No mail is lost, and none is sent twice");
  }

  @Test
  void leavingBecauseOfAnothersNetworkIsSeen() {
    Plays play = Plays.good().sees("shop-2", 12 * SECOND, ProviderState.DOWN, "shop-1");
    play.sees("shop-2", 13 * SECOND, ProviderState.UP, "");
    assertThat(broken(play))
        .containsExactly("What fails for one instance alone takes no other away");
  }

  @Test
  void suspicionLeavesNobodyOut() {
    Plays play = Plays.good().sees("shop-2", 12 * SECOND, ProviderState.SUSPECT, "");
    assertThat(broken(play)).isEmpty();
  }

  @Test
  void knowingLateOrNeverIsSeen() {
    String promise = "When SendGrid fails for all, all know within 1.5 s of the first";
    Plays late = Plays.good().without("shop-2", ProviderState.DOWN);
    late.sees("shop-2", 33 * SECOND, ProviderState.DOWN, "shop-1");
    late.sees("shop-2", 71 * SECOND, ProviderState.DOWN, "shop-2");
    assertThat(broken(late)).containsExactly(promise);
    assertThat(broken(Plays.good().without("shop-2", ProviderState.DOWN))).contains(promise);
  }

  @Test
  void anIdleInstanceThatFindsOutByItselfIsSeen() {
    String promise = "An instance that sends nothing hears of an outage from the others";
    Plays alone = Plays.good().sees("shop-3", 71 * SECOND, ProviderState.DOWN, "");
    assertThat(broken(alone)).containsExactly(promise);
    assertThat(broken(Plays.good().caught("shop-3", 70 * SECOND + MILLI))).containsExactly(promise);
  }

  @Test
  void mailSpentOnAnOutageIsSeen() {
    assertThat(broken(Plays.good().caught("shop-1", 35 * SECOND)))
        .containsExactly("No mail is spent on a provider known to be down and out of reach");
    assertThat(broken(Plays.good().caught("shop-1", 30 * SECOND + 20 * MILLI))).isEmpty();
  }

  @Test
  void aSecondProbeIsSeen() {
    Plays play = Plays.good();
    play.sees("shop-3", 80 * SECOND + 310 * MILLI, ProviderState.PROBING, "shop-2");
    assertThat(broken(play))
        .containsExactly("One probe serves the whole fleet while Redis is there");
  }

  @Test
  void whoIsStuckIsSeen() {
    Plays play = Plays.good().sees("shop-3", 89 * SECOND, ProviderState.DOWN, "");
    assertThat(broken(play)).containsExactly("Nobody is stuck at the end");
    assertThat(broken(Plays.good().missed(Act.REDIS_DIES)))
        .containsExactly("Whatever happens is noticed by all whom it concerns");
  }
}
