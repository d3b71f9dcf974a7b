package io.akemail;

import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.InMemoryOutbox;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The outbox that all instances share, and what may go wrong with calls of it. It loses nothing.
 */
final class SimOutbox {
  /** What is wrong with it for a while. */
  enum Fault {
    NONE,
    FAILS,
    UNCERTAIN,
    SLOW
  }

  /** What happens in one call. */
  private enum Turn {
    WORKS,
    FAILS,
    FAILS_UNSURELY,
    ANSWER_IS_LOST,
    CALLER_DIES_BEFORE,
    CALLER_DIES_AFTER,
    CALLER_FREEZES
  }

  private static final int SELDOM = 70; // one call of so many goes wrong by itself
  private static final int SOMETIMES = 25; // one of so many that tell what becomes of a message

  private final SimWorld world;
  private final SimHistory history;
  private final Random random;
  private final InMemoryOutbox memory;
  final SimTimes faults = new SimTimes();
  private Fault fault = Fault.NONE;
  private boolean calm;

  SimOutbox(SimWorld world, Random random, InMemoryOutbox memory) {
    this.world = world;
    this.history = world.history;
    this.random = random;
    this.memory = memory;
  }

  /** What is really in it. */
  Optional<OutboxEntry> look(MessageId id) {
    return memory.find(id);
  }

  boolean isFaulty() {
    return fault != Fault.NONE;
  }

  void breaks(Fault newFault) {
    fault = newFault;
    faults.begin(world.clock.now());
  }

  void heals() {
    fault = Fault.NONE;
    faults.end(world.clock.now());
  }

  /** From now on all calls work. */
  void calmsDown() {
    heals();
    calm = true;
  }

  /** How long an answer takes. */
  long slowness() {
    return SimClock.millis(fault == Fault.SLOW ? 200 + random.nextInt(4_000) : random.nextInt(2));
  }

  /** The outbox as one instance reaches it. */
  Outbox of(SimInstance instance) {
    return new Connection(instance);
  }

  private Turn turn(SimInstance instance, int oneOf) {
    boolean fails = random.nextBoolean();
    Turn unsure = fails ? Turn.FAILS_UNSURELY : Turn.ANSWER_IS_LOST;
    return switch (fault) {
      case FAILS -> Turn.FAILS;
      case UNCERTAIN -> unsure;
      case NONE, SLOW -> calm || random.nextInt(oneOf) > 0 ? Turn.WORKS : mishap(instance);
    };
  }

  private Turn mishap(SimInstance instance) {
    Turn[] turns = Turn.values();
    Turn turn = turns[1 + random.nextInt(turns.length - 1)];
    boolean possible =
        switch (turn) {
          case CALLER_DIES_BEFORE, CALLER_DIES_AFTER -> world.trouble.mayDie(instance);
          case CALLER_FREEZES -> instance.isMortal;
          case WORKS, FAILS, FAILS_UNSURELY, ANSWER_IS_LOST -> true;
        };
    return possible ? turn : Turn.WORKS;
  }

  private final class Connection implements Outbox {
    private final SimInstance instance;

    Connection(SimInstance instance) {
      this.instance = instance;
    }

    private <T> T call(String what, SimMail mail, Supplier<T> work) {
      if (instance.dead) {
        throw new OutboxException(Reason.STORAGE, "nobody is there to call it", null);
      }
      boolean tells = what.equals("marks") || what.equals("settles");
      Turn turn = turn(instance, tells ? SOMETIMES : SELDOM);
      if (turn != Turn.WORKS) {
        history.see("outbox " + what + " " + turn);
        history.trace(instance + " " + what + " " + (mail == null ? "" : mail) + " " + turn);
        if (mail != null) {
          mail.callsFailed.add(history.clock.now(), history.clock.now());
        }
      }
      switch (turn) {
        case FAILS -> throw new OutboxException(Reason.STORAGE, "out of reach", null);
        case FAILS_UNSURELY -> throw new OutboxException(Reason.UNCERTAIN, "no answer", null);
        case CALLER_DIES_BEFORE -> {
          world.trouble.kill(instance);
          throw new OutboxException(Reason.STORAGE, "its caller is gone", null);
        }
        case WORKS, ANSWER_IS_LOST, CALLER_DIES_AFTER, CALLER_FREEZES -> {}
      }
      T result = work.get();
      if (turn == Turn.CALLER_FREEZES) {
        instance.freeze(SimClock.millis(500 + random.nextInt(45_000)));
      } else if (turn == Turn.CALLER_DIES_AFTER) {
        world.trouble.kill(instance);
      }
      if (turn == Turn.ANSWER_IS_LOST || turn == Turn.CALLER_DIES_AFTER) {
        throw new OutboxException(Reason.UNCERTAIN, "no answer", null);
      }
      return result;
    }

    private SimMail mail(MessageId id) {
      return history.mails.get(id);
    }

    @Override
    public void add(Submission submission) {
      SimMail mail = mail(submission.message().id());
      call(
          "adds",
          mail,
          () -> {
            memory.add(submission);
            world.ledger.added(mail);
            return true;
          });
    }

    @Override
    public List<Claim> claim(int most, Duration lease) {
      world.ledger.claims(instance, most);
      List<Claim> claims =
          call(
              "claims",
              null,
              () -> {
                List<Claim> taken = memory.claim(most, lease);
                world.ledger.claimed(instance, taken, lease);
                return taken;
              });
      world.ledger.hasClaimed(instance, claims.size(), most);
      return claims;
    }

    @Override
    public boolean mark(Claim claim, Mark mark) {
      return call(
          "marks",
          mail(claim.id()),
          () -> {
            boolean held = memory.mark(claim, mark);
            world.ledger.marked(mail(claim.id()), claim, mark, held);
            return held;
          });
    }

    @Override
    public boolean settle(Claim claim, Settlement settlement) {
      return call(
          "settles",
          mail(claim.id()),
          () -> {
            boolean held = memory.settle(claim, settlement);
            world.ledger.settled(mail(claim.id()), claim, settlement, held);
            return held;
          });
    }

    @Override
    public void hasten(int mostRounds) {
      call(
          "hastens",
          null,
          () -> {
            memory.hasten(mostRounds);
            return true;
          });
      instance.sender.relay.pace.hastens(history.clock.now());
    }

    @Override
    public OutboxCounts counts() {
      return call("counts", null, memory::counts);
    }

    @Override
    public Optional<OutboxEntry> find(MessageId id) {
      return memory.find(id);
    }

    @Override
    public List<OutboxEntry> list(OutboxState state, int most) {
      return memory.list(state, most);
    }

    @Override
    public boolean retry(MessageId id) {
      return memory.retry(id);
    }

    @Override
    public int purge(OutboxState state, Duration age) {
      return memory.purge(state, age);
    }

    @Override
    public void close() {}
  }
}
