package io.akemail;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.SharedHealth;
import io.akemail.status.StatusStore;
import io.akemail.status.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several senders without threads that share one store; time and steps are the test's. */
final class FleetRig {
  static final ProviderId A = ProviderId.of("a");
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final byte[] SALT = {1};

  final TestTime time = new TestTime();
  final InMemoryStatusStore memory = TestStores.at(time::nanos);
  final List<Node> nodes = new ArrayList<>();
  private final boolean hasCheck;

  /** One sender with the providers a and b. */
  final class Node {
    final ScriptedProvider a = hasCheck ? checked() : new ScriptedProvider("a");
    final Rig rig = Rig.at(time, new Random(nodes.size()), a, new ScriptedProvider("b"));
    final StoreTalk talk;

    Node(StatusStore store) {
      this.talk =
          new StoreTalk(store, rig.engine, "node-" + nodes.size(), SALT, () -> {}, () -> {});
      rig.engine.shareWith(talk);
      store.onChange(talk::nudged);
      talk.step();
    }

    ProviderState state() {
      return rig.state(0);
    }

    ProviderStatus status() {
      return rig.route(0).status();
    }

    /** One call of a that ends so. */
    void ends(Outcome outcome) {
      rig.ends(rig.call(0), outcome);
    }

    void ends(int times, Outcome outcome) {
      for (int i = 0; i < times; i++) {
        ends(outcome);
      }
    }
  }

  FleetRig(int size) {
    this(size, false);
  }

  /**
   * So many senders.
   *
   * @param hasCheck whether provider a has a reachability check, which is made by the test alone
   */
  FleetRig(int size, boolean hasCheck) {
    this.hasCheck = hasCheck;
    for (int i = 0; i < size; i++) {
      add(memory);
    }
    pass(Duration.ofSeconds(11)); // all have counted each other, and believe it
  }

  private static ScriptedProvider checked() {
    return new ScriptedProvider("a").check(timeout -> true);
  }

  /** The nodes that would make the reachability check now make it; how many they are. */
  int check(boolean reachable) {
    int checks = 0;
    for (Node node : nodes) {
      if (node.rig.route(0).wantsCheck(time.nanos())) {
        node.rig.route(0).checked(reachable, time.nanos());
        checks++;
      }
    }
    return checks;
  }

  Node add(StatusStore store) {
    Node node = new Node(store);
    nodes.add(node);
    return node;
  }

  Node node(int index) {
    return nodes.get(index);
  }

  /** Everybody talks with the store until nobody has anything urgent to say. */
  void talk() {
    for (int round = 0; round < 3; round++) {
      time.pass(LOOK); // nudges are obeyed at most ten times a second
      nodes.forEach(node -> node.talk.step());
    }
  }

  /** Time passes; everybody's watch looks and everybody talks from time to time. */
  void pass(Duration span) {
    long end = time.nanos() + span.toNanos();
    while (time.nanos() < end) {
      time.pass(LOOK);
      nodes.forEach(node -> node.rig.watch());
      nodes.forEach(node -> node.talk.step());
    }
  }

  List<ProviderState> states() {
    return nodes.stream().map(Node::state).toList();
  }

  /** The common record of a. */
  SharedHealth record() {
    return memory.read(A).health().orElseThrow();
  }

  static Outcome fault(Origin origin) {
    return new Outcome.Unavailable(origin, "broken off");
  }
}
