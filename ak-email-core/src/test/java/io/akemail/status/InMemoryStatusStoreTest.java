package io.akemail.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryStatusStoreTest {
  private static final ProviderId A = ProviderId.of("a");
  private static final ProviderId B = ProviderId.of("b");
  private static final Duration TEN = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final InMemoryStatusStore store = new InMemoryStatusStore(now::get);

  private static SharedVerdict limit(ProviderId provider, String fingerprint, Duration left) {
    return new SharedVerdict(provider, Kind.OVER_LIMIT, fingerprint, left);
  }

  private List<SharedVerdict> read() {
    return Stream.of(A, B).flatMap(id -> store.read(id).verdicts().stream()).toList();
  }

  private void pass(Duration span) {
    now.addAndGet(span.toNanos());
  }

  @Test
  void aVerdictIsReadWithTheTimeItHasLeft() {
    store.put(limit(A, "f", TEN));
    pass(Duration.ofSeconds(4));
    assertThat(read()).containsExactly(limit(A, "f", Duration.ofSeconds(6)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 3_600_000})
  void aVerdictIsForgottenAtItsEnd(long millisLater) {
    store.put(limit(A, "f", TEN));
    pass(TEN.minusNanos(1));
    assertThat(read()).hasSize(1);
    pass(Duration.ofMillis(millisLater).plusNanos(1));
    assertThat(read()).isEmpty();
  }

  @Test
  void aVerdictWithoutEndStays() {
    SharedVerdict disabled = new SharedVerdict(A, Kind.DISABLED, "", null);
    store.put(disabled);
    pass(Duration.ofDays(1000));
    assertThat(read()).containsExactly(disabled);
  }

  @Test
  void verdictsOfOtherCredentialsAndKindsStandBesideEachOther() {
    store.put(limit(A, "f", TEN));
    store.put(limit(A, "g", TEN));
    store.put(new SharedVerdict(A, Kind.MISCONFIGURED, "f", TEN));
    store.put(limit(B, "f", TEN));
    assertThat(read()).hasSize(4);
    assertThat(store.read(B).verdicts()).containsExactly(limit(B, "f", TEN));
  }

  @Test
  void aNewerVerdictReplacesTheOlder() {
    store.put(limit(A, "f", TEN));
    store.put(limit(A, "f", Duration.ofSeconds(3)));
    assertThat(read()).containsExactly(limit(A, "f", Duration.ofSeconds(3)));
  }

  @Test
  void anOperatorsWordReplacesAnyOtherOfAnOperator() {
    store.put(new SharedVerdict(A, Kind.DISABLED, "", null));
    store.put(new SharedVerdict(A, Kind.FORCED_UP, "", TEN));
    assertThat(read()).extracting(SharedVerdict::kind).containsExactly(Kind.FORCED_UP);
    store.remove(new SharedVerdict(A, Kind.DRAINING, "", null));
    assertThat(read()).isEmpty();
  }

  @Test
  void removingForgetsTheOneVerdictOnly() {
    store.put(limit(A, "f", TEN));
    store.put(limit(A, "g", TEN));
    store.remove(limit(A, "f", null));
    assertThat(read()).extracting(SharedVerdict::key).containsExactly("g");
  }

  @Test
  void everyChangeNudgesEverybody() {
    AtomicInteger nudges = new AtomicInteger();
    store.onChange(provider -> nudges.incrementAndGet());
    store.onChange(provider -> nudges.incrementAndGet());
    store.put(limit(A, "f", TEN));
    store.remove(limit(A, "f", null));
    assertThat(nudges).hasValue(4);
  }

  @Test
  void closingTakesNothingFromTheOthers() {
    store.put(limit(A, "f", TEN));
    store.close();
    assertThat(read()).hasSize(1);
  }
}
