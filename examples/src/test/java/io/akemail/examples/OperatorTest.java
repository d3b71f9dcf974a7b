package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusReason;
import io.akemail.status.StatusStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console for operators. */
class OperatorTest {
  private static final ProviderId SENDGRID = ProviderId.of("sendgrid");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Map<String, String> SET = Map.of("REDIS_URL", "redis://localhost");

  private final StatusStore store = new InMemoryStatusStore();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, Operator.Opening opening, String... args) {
    return Operator.commandLine(environment, opening)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int run(String... args) {
    return run(SET, (uri, namespace) -> store, args);
  }

  private String printed() {
    return out.toString().replace("\r\n", "\n");
  }

  private void fill() {
    boolean written =
        store.write(
            SENDGRID,
            new SharedHealth(
                "g1", 7, Phase.DOWN, MINUTE, 2, StatusReason.FAULTS, "shop-1", Duration.ZERO),
            null);
    assertThat(written).isTrue();
    store.put(new SharedVerdict(SENDGRID, Kind.BAD_PROVIDER, "shop-1", MINUTE));
    store.put(new SharedVerdict(SENDGRID, Kind.GOOD, "shop-2", MINUTE));
    store.put(new SharedVerdict(SENDGRID, Kind.HINT_OUTAGE, "", MINUTE));
    store.put(new SharedVerdict(SENDGRID, Kind.OVER_LIMIT, "0123456789abcdef", MINUTE));
    store.put(new SharedVerdict(SENDGRID, Kind.MISCONFIGURED, "fedcba9876543210", MINUTE));
  }

  @Test
  void everythingThatTheStoreHoldsIsListed() {
    fill();

    assertThat(run("list")).isZero();

    assertThat(printed())
        .containsPattern("(?m)^sendgrid  DOWN for .* more \\(FAULTS\\), said by shop-1 .* epoch 7,")
        .contains("operator      -\n")
        .contains("BAD_PROVIDER by shop-1 for ", "GOOD by shop-2 for ", "HINT_OUTAGE for ")
        .contains("credential 0123456789abcdef for ", "credential fedcba9876543210 for ")
        .contains("sparkpost  no record\n");
  }

  @Test
  void jsonHasOneLineForEachProvider() {
    fill();

    assertThat(run("list", "sendgrid", "mine", "--json")).isZero();

    assertThat(printed().lines()).hasSize(2);
    assertThat(printed())
        .startsWith("{\"provider\":\"sendgrid\",\"record\":{\"phase\":\"DOWN\",\"epoch\":7,")
        .contains("{\"kind\":\"GOOD\",\"key\":\"shop-2\",\"remainingMillis\":")
        .contains(
            "{\"provider\":\"mine\",\"record\":null,\"operator\":null,\"hint\":null,\"votes\":[]");
  }

  @ParameterizedTest
  @CsvSource({
    "drain sendgrid, DRAINING",
    "disable sendgrid, DISABLED",
    "force sendgrid 15m, FORCED_UP"
  })
  void aWordOfAnOperatorIsToldToAll(String command, Kind kind) {
    assertThat(run((command + " --as ada").split(" "))).isZero();

    assertThat(store.read(SENDGRID).verdicts())
        .singleElement()
        .satisfies(word -> assertThat(word.kind()).isEqualTo(kind))
        .satisfies(word -> assertThat(word.key()).isEqualTo("ada"))
        .satisfies(word -> assertThat(word.timer().isPresent()).isEqualTo(kind == Kind.FORCED_UP));
    assertThat(printed()).contains(kind + " by ada ");
    assertThat(err.toString()).contains("no instance has said anything about sendgrid");
  }

  @Test
  void aWordMayEndByItselfAndMayBeTakenBackByAnother() {
    fill();

    assertThat(run("disable", "sendgrid", "--for", "2h", "--as=ada")).isZero();
    assertThat(printed()).contains("DISABLED by ada for 1 h 59 min more");
    assertThat(run("release", "sendgrid", "--as=grace")).isZero();

    assertThat(store.read(SENDGRID).verdicts())
        .noneMatch(word -> word.kind().topic() == SharedVerdict.Topic.OPERATOR);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void watchingShowsWhatIsNewAndEnds() {
    fill();

    assertThat(run("watch", "sendgrid", "--json", "--for", "50ms")).isZero();

    assertThat(printed().lines()).singleElement().asString().contains("\"epoch\":7");
  }

  @ParameterizedTest
  @CsvSource({
    "drain Send_Grid, provider id: must be 1 to 40",
    "force sendgrid soon, duration: must be like 90s",
    "force sendgrid 0s, duration: must be above zero",
    "force sendgrid 400d, at most 365 days",
    "force sendgrid, Missing required parameter",
    "drain sendgrid --as a/b, --as: must be",
    "dance, dance"
  })
  void wrongOptionsAreNamed(String command, String fault) {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(fault);
    assertThat(store.read(SENDGRID).verdicts()).isEmpty();
  }

  @Test
  void aStoreMustBeNamed() {
    assertThat(run(Map.of(), (uri, namespace) -> store, "list")).isEqualTo(2);
    assertThat(err.toString()).contains("--store: is missing");
  }

  @Test
  void aWrongAddressIsAWrongOption() {
    Operator.Opening opening =
        (uri, namespace) -> {
          throw new IllegalArgumentException("not an address");
        };
    assertThat(run(SET, opening, "list", "--store", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--store: not an address");
  }
}
