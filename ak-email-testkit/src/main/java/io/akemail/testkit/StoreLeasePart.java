package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.akemail.status.Lease.Purpose;
import io.akemail.status.StatusStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Leases, and who is alive. */
abstract class StoreLeasePart extends StorePart {
  StoreLeasePart(StatusStoreContract contract) {
    super(contract);
  }

  private static Lease lease(Purpose purpose, String token) {
    return new Lease(purpose, A, token);
  }

  @ParameterizedTest
  @EnumSource
  void oneHasItUntilItIsGivenBack(Purpose purpose) {
    StatusStore store = open();
    assertThat(store.tryLease(lease(purpose, "t1"), LONG)).isTrue();
    assertThat(store.tryLease(lease(purpose, "t2"), LONG)).isFalse();
    store.release(lease(purpose, "t2"));
    assertThat(store.tryLease(lease(purpose, "t2"), LONG)).isFalse();
    store.release(lease(purpose, "t1"));
    assertThat(store.tryLease(lease(purpose, "t2"), LONG)).isTrue();
    assertThat(store.tryLease(lease(purpose, "t1"), LONG)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void itEndsByItself(Purpose purpose) {
    StatusStore store = open();
    assertThat(store.tryLease(lease(purpose, "t1"), SHORT)).isTrue();
    pass(PAST_SHORT);
    assertThat(store.tryLease(lease(purpose, "t2"), LONG)).isTrue();
    store.release(lease(purpose, "t1"));
    assertThat(store.tryLease(lease(purpose, "t1"), LONG)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void itsHolderProlongsIt(Purpose purpose) {
    StatusStore store = open();
    assertThat(store.tryLease(lease(purpose, "t1"), SHORT)).isTrue();
    assertThat(store.tryLease(lease(purpose, "t1"), LONG)).isTrue();
    pass(PAST_SHORT);
    assertThat(store.tryLease(lease(purpose, "t2"), LONG)).isFalse();
  }

  @Test
  void everyTaskAtEveryProviderIsALeaseOfItsOwn() {
    StatusStore store = open();
    for (Purpose purpose : Purpose.values()) {
      for (ProviderId provider : List.of(A, B)) {
        String token = purpose + "-" + provider;
        assertThat(store.tryLease(new Lease(purpose, provider, token), LONG)).isTrue();
      }
    }
  }

  @Test
  void releasingWhatNobodyHasDoesNothing() {
    StatusStore store = open();
    store.release(lease(Purpose.PROBE, "t1"));
    assertThat(store.tryLease(lease(Purpose.PROBE, "t2"), LONG)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void ofManyWhoAskAtOnceExactlyOneGetsIt(Purpose purpose) throws Exception {
    List<StatusStore> stores = List.of(open(), open());
    for (int round = 0; round < 10; round++) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        StatusStore store = stores.get(i % 2);
        Lease lease = lease(purpose, "t" + i);
        all.add(() -> store.tryLease(lease, LONG));
      }
      List<Boolean> results = together(all);
      assertThat(results).filteredOn(won -> won).hasSize(1);
      stores.get(0).release(lease(purpose, "t" + results.indexOf(true)));
    }
  }

  @Test
  void everyInstanceAliveIsCountedOnce() {
    StatusStore store = open();
    assertThat(store.join("app-1", LONG)).isEqualTo(1);
    assertThat(store.join("app-2", LONG)).isEqualTo(2);
    assertThat(store.join("app-1", LONG)).isEqualTo(2);
    assertThat(store.join("app-3", SHORT)).isEqualTo(3);
    pass(PAST_SHORT);
    assertThat(store.join("app-1", LONG)).isEqualTo(2);
    assertThat(store.join("app-3", LONG)).isEqualTo(3);
  }

  @Test
  void anInstanceStaysWhoSaysSoInTime() {
    StatusStore store = open();
    store.join("app-1", SHORT);
    store.join("app-1", LONG);
    pass(PAST_SHORT);
    assertThat(store.join("app-2", LONG)).isEqualTo(2);
  }
}
