package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.status.InMemoryStatusStore;
import io.akemail.status.PassingStore;
import io.akemail.status.ProviderState;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.StatusChange;
import io.akemail.status.StatusStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that share a store, each with threads of its own. */
class SharedStatusTest {
  private static final ProviderId A = ProviderId.of("a");

  private final StatusStore store = new InMemoryStatusStore();
  private final List<FailoverSender> senders = new ArrayList<>();

  /** A sender, its provider a, and what it tells of it. */
  private final class Node implements SendListener {
    final ScriptedProvider a = new ScriptedProvider("a");
    final BlockingQueue<StatusChange> changes = new LinkedBlockingQueue<>();
    final FailoverSender sender;

    Node(StatusStore shared) {
      this.sender =
          FailoverSender.builder()
              .provider(a)
              .provider(new ScriptedProvider("b"))
              .statusStore(shared)
              .listener(this)
              .build();
      senders.add(sender);
    }

    @Override
    public void statusChanged(StatusChange change) {
      changes.add(change);
    }

    ProviderState state() {
      return sender.statuses().get(0).state();
    }

    void becomes(ProviderState state) throws InterruptedException {
      StatusChange change = changes.poll(20, TimeUnit.SECONDS);
      assertThat(change).as("in time").isNotNull();
      assertThat(change.after().provider()).isEqualTo(A);
      assertThat(change.after().state()).isEqualTo(state);
    }

    String sendsThrough() {
      return sender.send(Messages.any()).provider().orElseThrow().value();
    }
  }

  @AfterEach
  void close() {
    senders.forEach(FailoverSender::close);
  }

  @Test
  void aLimitToldToOneIsKeptByAll() throws InterruptedException {
    Node one = new Node(store);
    Node other = new Node(store);
    one.a.then(
        Step.answer(
            new Outcome.OverLimit(Duration.ofMinutes(1), Outcome.Limit.RATE, "so many a minute")));
    assertThat(one.sendsThrough()).isEqualTo("b");
    other.becomes(ProviderState.OVER_LIMIT);
    assertThat(other.sendsThrough()).isEqualTo("b");
    assertThat(other.a.calls()).isZero();
    assertThat(other.sender.statuses().get(0).timer().orElseThrow())
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  @Test
  void aRefusedCredentialIsNotTriedByTheOthers() throws InterruptedException {
    Node one = new Node(store);
    Node other = new Node(store);
    one.a.then(Step.answer(new Outcome.Misconfigured("status 401")));
    assertThat(one.sendsThrough()).isEqualTo("b");
    other.becomes(ProviderState.MISCONFIGURED);
    assertThat(other.sendsThrough()).isEqualTo("b");
    assertThat(other.a.calls()).isZero();
  }

  @Test
  void whatWasOnlyHeardOfACredentialEndsWithTheHearsay() throws InterruptedException {
    Node node = new Node(store);
    SharedVerdict refused =
        new SharedVerdict(A, Kind.MISCONFIGURED, "0123456789abcdef", Duration.ofMinutes(15));
    store.put(refused);
    node.becomes(ProviderState.MISCONFIGURED);
    store.remove(refused);
    node.becomes(ProviderState.UP);
  }

  @Test
  void whatIsSaidOfAnotherCredentialConcernsNobodyElse() throws InterruptedException {
    Node node = new Node(store);
    store.put(new SharedVerdict(A, Kind.MISCONFIGURED, "fedcba9876543210", Duration.ofHours(1)));
    store.put(new SharedVerdict(A, Kind.DRAINING, "", null));
    node.becomes(ProviderState.DRAINING);
    store.remove(new SharedVerdict(A, Kind.DRAINING, "", null));
    node.becomes(ProviderState.UP);
  }

  @Test
  void anOperatorsWordReachesAllAndCanBeTakenBackAnywhere() throws InterruptedException {
    Node one = new Node(store);
    Node other = new Node(store);
    one.sender.disable(A);
    assertThat(one.state()).isEqualTo(ProviderState.DISABLED);
    one.becomes(ProviderState.DISABLED);
    other.becomes(ProviderState.DISABLED);
    other.sender.release(A);
    one.becomes(ProviderState.UP);
    other.becomes(ProviderState.UP);
  }

  @Test
  void aSenderThatComesLaterLearnsWhatHolds() throws InterruptedException {
    store.put(new SharedVerdict(A, Kind.DISABLED, "", null));
    new Node(store).becomes(ProviderState.DISABLED);
  }

  /** Real threads: those that send know, vote and write; the others are nudged. */
  @Test
  void anOutageThatTwoSendersMeetIsKnownToTenAndEndsForTen() throws InterruptedException {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      nodes.add(new Node(store));
    }
    while (nodes.get(0).sender.statuses().get(0).fleet().members() < 10) {
      Thread.onSpinWait();
    }
    for (Node node : nodes.subList(0, 2)) {
      node.a.always(Step.answer(new Outcome.Unavailable(Origin.PROVIDER, "status 503")));
    }
    while (!nodes.stream().allMatch(node -> node.sender.statuses().get(0).fleet().shared())) {
      nodes.subList(0, 2).forEach(node -> assertThat(node.sendsThrough()).isEqualTo("b"));
    }
    assertThat(nodes).allMatch(node -> node.state() == ProviderState.DOWN);
    assertThat(nodes.get(9).a.calls()).as("learned without a call").isZero();

    nodes.forEach(node -> node.a.always(Step.accept()));
    while (nodes.stream().anyMatch(node -> node.state() != ProviderState.RAMPING)) {
      nodes.forEach(Node::sendsThrough);
    }
  }

  /** A store that does not answer until it is let go. */
  private static final class HangingStore extends PassingStore {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    HangingStore() {
      super(new InMemoryStatusStore());
    }

    @Override
    protected void meddle() {
      asked.countDown();
      Rig.await(released);
    }

    @Override
    public void onChange(Consumer<ProviderId> nudge) {}
  }

  @Test
  void aStoreThatHangsDelaysNoSendAndNoClose() {
    HangingStore hanging = new HangingStore();
    Node node = new Node(hanging);
    Rig.await(hanging.asked);
    node.a.then(Step.answer(new Outcome.Misconfigured("status 401")));
    for (int i = 0; i < 100; i++) {
      assertThat(node.sendsThrough()).isEqualTo("b");
    }
    node.sender.disable(A);
    assertThat(node.state()).isEqualTo(ProviderState.DISABLED);
    node.sender.close();
    assertThat(hanging.released.getCount()).as("closed while the store hangs").isEqualTo(1);
    hanging.released.countDown();
  }

  @Test
  void aStoreThatThrowsFailsNoSend() {
    StatusStore broken =
        new PassingStore(store) {
          @Override
          protected void meddle() {
            throw new IllegalStateException("secret");
          }
        };
    Node node = new Node(broken);
    node.a.then(Step.answer(new Outcome.OverLimit(null, Outcome.Limit.RATE, "too many")));
    assertThat(node.sendsThrough()).isEqualTo("b");
    assertThat(node.sendsThrough()).isEqualTo("b");
    node.sender.close();
  }
}
