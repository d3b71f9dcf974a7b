package io.akemail;

import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.StatusStore;
import io.akemail.status.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The store that all instances share, and what may be wrong with it. */
final class SimStore {
  /** What is wrong with it. */
  enum Fault {
    NONE,
    REFUSED,
    HANG,
    ANSWERS_LOST,
    STALE
  }

  private final SimClock clock;
  private final Random random;
  private final SimHistory history;
  private final boolean lastWriterWins; // only in a planted fault
  private final List<Consumer<ProviderId>> nudges = new ArrayList<>();
  private final Map<ProviderId, SharedStatus> old = new HashMap<>();
  private final Map<ProviderId, SharedStatus> overtaken = new HashMap<>();
  private long overtakenAt = Long.MIN_VALUE / 2;
  private InMemoryStatusStore memory;
  Fault fault = Fault.NONE;
  final SimTimes faults = new SimTimes();
  boolean losesNudges;

  SimStore(SimClock clock, Random random, SimHistory history, boolean lastWriterWins) {
    this.clock = clock;
    this.random = random;
    this.history = history;
    this.lastWriterWins = lastWriterWins;
    this.memory = fresh();
  }

  private InMemoryStatusStore fresh() {
    InMemoryStatusStore store = TestStores.at(clock::now);
    store.onChange(this::nudge);
    return store;
  }

  private void nudge(ProviderId provider) {
    for (Consumer<ProviderId> listener : nudges) {
      if (!(losesNudges && random.nextBoolean())) {
        clock.in(SimClock.millis(1 + random.nextInt(3)), () -> listener.accept(provider));
      }
    }
  }

  void breaks(Fault newFault) {
    fault = newFault;
    faults.begin(clock.now());
  }

  void heals() {
    fault = Fault.NONE;
    faults.end(clock.now());
    old.clear();
  }

  /** It was restarted and has lost its memory. */
  void emptied() {
    memory = fresh();
    overtaken.clear();
    if (!faults.isOn()) {
      faults.add(clock.now(), clock.now());
    }
  }

  SharedStatus look(ProviderId provider) {
    return memory.read(provider);
  }

  /** The poller of some instance put it there. */
  void hint(SharedVerdict verdict) {
    memory.put(verdict);
  }

  /** The store as one instance reaches it. */
  StatusStore of(SimInstance instance) {
    return new Connection(instance);
  }

  private final class Connection implements StatusStore {
    private final SimInstance instance;

    Connection(SimInstance instance) {
      this.instance = instance;
    }

    private <T> T call(Supplier<T> action) {
      instance.world.witness.callsStore(instance);
      switch (fault) {
        case NONE, STALE -> {}
        case REFUSED -> throw new IllegalStateException("refused");
        case HANG -> {
          instance.storeHangs();
          throw new IllegalStateException("time-out");
        }
        case ANSWERS_LOST -> {
          if (random.nextBoolean()) {
            T lost = action.get();
            history.trace(instance + " does not hear " + lost);
            instance.storeHangs();
            throw new IllegalStateException("time-out");
          }
        }
      }
      return action.get();
    }

    private <T> T change(Supplier<T> action) {
      if (fault == Fault.STALE) {
        throw new IllegalStateException("read-only");
      }
      return call(action);
    }

    @Override
    public SharedStatus read(ProviderId provider) {
      boolean late = clock.now() - overtakenAt < SimClock.millis(30) && random.nextBoolean();
      SharedStatus before = overtaken.get(provider);
      if (fault == Fault.NONE && late && before != null) {
        return before; // an answer that was under way when another wrote
      }
      return fault == Fault.STALE
          ? old.computeIfAbsent(provider, memory::read)
          : call(() -> memory.read(provider));
    }

    @Override
    public void put(SharedVerdict verdict) {
      change(
          () -> {
            memory.put(verdict);
            instance.world.witness.says(instance, verdict);
            return true;
          });
    }

    @Override
    public void remove(SharedVerdict verdict) {
      change(
          () -> {
            memory.remove(verdict);
            return true;
          });
    }

    @Override
    public boolean write(ProviderId provider, SharedHealth next, SharedHealth expected) {
      return change(
          () -> {
            SharedHealth before = memory.read(provider).record();
            SharedHealth over = lastWriterWins ? before : expected;
            SharedStatus then = memory.read(provider);
            boolean written = memory.write(provider, next, over);
            if (written && before != null && (expected == null || !before.isVersionOf(expected))) {
              history.violated("I12", instance + " wrote over what it had not read");
            }
            if (written) {
              overtaken.put(provider, then);
              overtakenAt = clock.now();
              history.written(instance, provider, before, next);
            }
            return written;
          });
    }

    @Override
    public int join(String name, Duration span) {
      return change(() -> memory.join(name, span));
    }

    @Override
    public boolean tryLease(Lease lease, Duration span) {
      return change(() -> memory.tryLease(lease, span));
    }

    @Override
    public void release(Lease lease) {
      change(
          () -> {
            memory.release(lease);
            return true;
          });
    }

    @Override
    public void onChange(Consumer<ProviderId> nudge) {
      nudges.add(nudge);
    }

    @Override
    public void close() {}
  }
}
