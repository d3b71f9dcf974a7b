package io.akemail.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.outbox.Moment.Kind;
import io.akemail.examples.outbox.OutboxRecording.Delivery;
import io.akemail.examples.runner.Guarantee;
import io.akemail.outbox.OutboxState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is judged of a play. */
class OutboxGuaranteesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MAILS = 20;

  private final List<Moment> moments = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Map<OutboxState, Long> states = new EnumMap<>(OutboxState.class);
  private final Set<String> flagged = new HashSet<>();

  OutboxGuaranteesTest() {
    moments.add(new Moment(0, Kind.DOWN, "down"));
    moments.add(new Moment(SECOND, Kind.KILLED, "killed"));
    moments.add(new Moment(5 * SECOND, Kind.SLACK, "ALL_PROVIDERS_DOWN: no provider"));
    moments.add(new Moment(10 * SECOND, Kind.BACK, "back"));
    moments.add(new Moment(11 * SECOND, Kind.SLACK, "ALL_PROVIDERS_DOWN is over"));
    moments.add(new Moment(40 * SECOND, Kind.DRAINED, "drained"));
    for (int i = 0; i < MAILS; i++) {
      accepted.add(i * SECOND / 10);
      deliveries.add(new Delivery((11 + i) * SECOND, "sendgrid", "m" + i));
    }
    states.put(OutboxState.SENT, (long) MAILS);
  }

  private OutboxRecording recording() {
    return new OutboxRecording(
        MAILS, moments, accepted, deliveries, List.of(), states, flagged, 41 * SECOND);
  }

  private List<String> broken() {
    OutboxOptions options = new OutboxOptions(MAILS, 1, Path.of("page.html"));
    return OutboxGuarantees.check(recording(), options).stream()
        .filter(guarantee -> !guarantee.kept())
        .map(Guarantee::promise)
        .toList();
  }

  @Test
  void aGoodPlayKeepsAll() {
    assertThat(broken()).isEmpty();
    assertThat(recording().drainSeconds()).isEqualTo("30 s");
  }

  @Test
  void aMailThatIsNotTakenIsSeen() {
    accepted.remove(0);
    assertThat(broken()).containsExactly("With every provider down each mail is accepted, durably");
  }

  @Test
  void aLostMailIsSeen() {
    deliveries.remove(3);
    assertThat(broken())
        .containsExactly("Nothing accepted is lost, though the application was killed");
  }

  @Test
  void anotherEndIsSeen() {
    states.put(OutboxState.SENT, MAILS - 1L);
    states.put(OutboxState.UNKNOWN, 1L);
    assertThat(broken()).containsExactly("Each message has its true end in the outbox");
  }

  @Test
  void aCopyMayBeMadeOnlyIfItIsFlagged() {
    deliveries.add(new Delivery(35 * SECOND, "sparkpost", "m7"));
    assertThat(broken()).singleElement().asString().contains("and flagged");
    flagged.add("m7");
    assertThat(broken()).isEmpty();
    for (int i = 8; i < 8 + OutboxGuarantees.WORKERS; i++) {
      deliveries.add(new Delivery(35 * SECOND, "sparkpost", "m" + i));
      flagged.add("m" + i);
    }
    assertThat(broken()).as("more than one process can have had on its way").hasSize(1);
  }

  @Test
  void aFloodIsSeen() {
    deliveries.replaceAll(one -> new Delivery(10 * SECOND, one.provider(), one.message()));
    for (int i = 0; i < 9; i++) {
      deliveries.add(new Delivery(12 * SECOND, "sendgrid", "m0"));
    }
    assertThat(broken()).contains("Providers that have just come back are not flooded");
  }

  @Test
  void silenceInSlackIsSeen() {
    moments.removeIf(moment -> moment.text().contains("is over"));
    assertThat(broken())
        .containsExactly("A person hears that all providers are down, and that it is over");
  }
}
