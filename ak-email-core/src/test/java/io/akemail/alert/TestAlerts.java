package io.akemail.alert;

import io.akemail.Alert;
import io.akemail.internal.TimeSource;
import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Alerts, and a clock that only the test turns. */
final class TestAlerts {
  private TestAlerts() {}

  static Alert raised(String provider) {
    return alert(Alert.Phase.RAISED, provider, "Provider " + provider + " is out of use.");
  }

  static Alert over(String provider) {
    return alert(Alert.Phase.OVER, provider, "Provider " + provider + " is used again.");
  }

  static Alert alert(Alert.Phase phase, String provider, String text) {
    return new Alert(Alert.Kind.ON_BACKUP, phase, Optional.of(ProviderId.of(provider)), text);
  }

  static Alert refused(String text) {
    return new Alert(
        Alert.Kind.REQUEST_REFUSED, Alert.Phase.RAISED, Optional.of(ProviderId.of("a")), text);
  }

  /** The test's clock; begins close to where it wraps around. */
  static final class Time implements TimeSource {
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH;
    }

    void pass(Duration span) {
      nanos += span.toNanos();
    }
  }
}
