package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.rules.HealthRules;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailoverSettingsTest {
  private static final Map<
          String, BiFunction<FailoverSettings.Builder, Duration, FailoverSettings.Builder>>
      SPANS =
          Map.of(
              "totalDeadline", FailoverSettings.Builder::totalDeadline,
              "attemptTimeout", FailoverSettings.Builder::attemptTimeout,
              "deadPeriod", FailoverSettings.Builder::deadPeriod,
              "maxDeadPeriod", FailoverSettings.Builder::maxDeadPeriod,
              "ramp", FailoverSettings.Builder::ramp,
              "credentialRetry", FailoverSettings.Builder::credentialRetry,
              "untoldLimit", FailoverSettings.Builder::untoldLimit,
              "suspectAge", FailoverSettings.Builder::suspectAge,
              "checkTimeout", FailoverSettings.Builder::checkTimeout);
  private static final Map<
          String, BiFunction<FailoverSettings.Builder, Integer, FailoverSettings.Builder>>
      NUMBERS =
          Map.of(
              "maxAttempts", FailoverSettings.Builder::maxAttempts,
              "maxInFlight", FailoverSettings.Builder::maxInFlight,
              "faultsToTrip", FailoverSettings.Builder::faultsToTrip,
              "asyncThreads", FailoverSettings.Builder::asyncThreads,
              "asyncQueue", FailoverSettings.Builder::asyncQueue);

  @Test
  void theDefaultsAreThoseOfTheSemantics() {
    FailoverSettings defaults = FailoverSettings.defaults();

    assertThat(defaults.health()).isEqualTo(HealthRules.DEFAULTS);
    assertThat(defaults.totalDeadlineNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
    assertThat(defaults.attemptTimeoutNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
    assertThat(defaults.minAttemptNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(defaults.maxAttempts()).isEqualTo(3);
    assertThat(defaults.maxInFlight()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "totalDeadline, PT0.1S, PT24H",
    "attemptTimeout, PT0.05S, PT24H",
    "maxDeadPeriod, PT5S, PT24H",
    "ramp, PT0.001S, PT24H",
    "credentialRetry, PT0.01S, PT24H",
    "untoldLimit, PT0.01S, PT5M",
    "suspectAge, PT0.01S, PT24H",
    "checkTimeout, PT0.01S, PT1M"
  })
  void eachSpanHasItsRange(String name, Duration least, Duration most) {
    var setter = SPANS.get(name);
    for (Duration good : new Duration[] {least, most}) {
      assertThatCode(() -> setter.apply(FailoverSettings.builder(), good).build())
          .doesNotThrowAnyException();
    }
    for (Duration bad :
        new Duration[] {least.minusNanos(1), most.plusNanos(1), Duration.ZERO, least.negated()}) {
      assertThatThrownBy(() -> setter.apply(FailoverSettings.builder(), bad).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name + ": must be");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "maxAttempts, 10",
    "maxInFlight, 4096",
    "faultsToTrip, 100",
    "asyncThreads, 4096",
    "asyncQueue, 1000000"
  })
  void eachNumberHasItsRange(String name, int most) {
    var setter = NUMBERS.get(name);
    for (int good : new int[] {1, most}) {
      assertThatCode(() -> setter.apply(FailoverSettings.builder(), good).build())
          .doesNotThrowAnyException();
    }
    for (int bad : new int[] {0, -1, most + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> setter.apply(FailoverSettings.builder(), bad).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name + ": must be 1 to " + most);
    }
  }

  @Test
  void theLongestDeadPeriodIsNotBelowTheFirst() {
    assertThatThrownBy(
            () ->
                FailoverSettings.builder()
                    .deadPeriod(Duration.ofSeconds(30))
                    .maxDeadPeriod(Duration.ofSeconds(29))
                    .build())
        .hasMessageContaining("maxDeadPeriod: must be PT30S to PT24H, is PT29S");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                FailoverSettings.builder()
                    .totalDeadline(Duration.ZERO)
                    .maxAttempts(0)
                    .asyncQueue(-5)
                    .build())
        .hasMessageContaining("totalDeadline")
        .hasMessageContaining("maxAttempts")
        .hasMessageContaining("asyncQueue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"totalDeadline", "deadPeriod", "suspectAge"})
  void aMissingSpanIsNamed(String name) {
    assertThatThrownBy(() -> SPANS.get(name).apply(FailoverSettings.builder(), null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(name);
  }

  @Test
  void settingsDoNotChangeWithTheirBuilder() {
    FailoverSettings.Builder builder = FailoverSettings.builder().maxAttempts(2);
    FailoverSettings settings = builder.build();
    builder.maxAttempts(9);

    assertThat(settings.maxAttempts()).isEqualTo(2);
  }

  @Test
  void theProbesLeaseFollowsTheAttemptsTimeOut() {
    FailoverSettings settings =
        FailoverSettings.builder().attemptTimeout(Duration.ofSeconds(20)).build();

    assertThat(settings.health().probeLease()).isEqualTo(Duration.ofSeconds(22));
  }
}
