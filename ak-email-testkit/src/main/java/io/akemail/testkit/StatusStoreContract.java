package io.akemail.testkit;

import static org.awaitility.Awaitility.await;

import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link StatusStore} must pass: a test of an own implementation extends this class and
 * makes stores.
 *
 * <pre>{@code
 * class MyStoreContractTest extends StatusStoreContract {
 *   private final String memory = "test-" + UUID.randomUUID();
 *
 *   @Override
 *   protected StatusStore store() {
 *     return new MyStore(memory);
 *   }
 * }
 * }</pre>
 *
 * <p>Takes a few seconds, since the ends of short spans are waited for; an implementation with a
 * clock that can be turned may override {@link #pass}.
 */
public abstract class StatusStoreContract {
  private final List<StatusStore> opened = new CopyOnWriteArrayList<>();

  /** For subclasses. */
  protected StatusStoreContract() {}

  /**
   * A store that is ready to be called. All stores of one test share one memory, which is empty
   * when the test begins; each is closed after the test. A store that is its own memory may be
   * given again.
   */
  protected abstract StatusStore store();

  /** Lets so much time go by for the stores; by default it waits. */
  protected void pass(Duration span) {
    await().pollDelay(span).atMost(span.plusSeconds(30)).until(() -> true);
  }

  final StatusStore open() {
    StatusStore store = store();
    opened.add(store);
    return store;
  }

  @AfterEach
  final void closeStores() {
    opened.forEach(StatusStore::close);
  }

  /** Verdicts. */
  @Nested
  class Verdicts extends StoreVerdictsPart {
    Verdicts() {
      super(StatusStoreContract.this);
    }
  }

  /** The common record. */
  @Nested
  class Records extends StoreRecordPart {
    Records() {
      super(StatusStoreContract.this);
    }
  }

  /** Who does what, and who is there. */
  @Nested
  class Leases extends StoreLeasePart {
    Leases() {
      super(StatusStoreContract.this);
    }
  }

  /** Several stores on one memory. */
  @Nested
  class Sharing extends StoreSharingPart {
    Sharing() {
      super(StatusStoreContract.this);
    }
  }
}
