package io.akemail.examples.fleet;

import io.akemail.testkit.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Plays the acts, each until the instances have noticed it. For one use. */
final class FleetStage implements AutoCloseable {
  static final List<String> INSTANCES = List.of("shop-1", "shop-2", "shop-3");

  /** The one that has nothing to send in the last outage. */
  private static final int IDLE = 2;

  private static final Duration IN_FLIGHT = Duration.ofMillis(200);
  private static final long TICK_NANOS = 50_000_000;
  private static final Duration START = Duration.ofSeconds(60);

  private final FleetOptions options;
  private final FleetScreen screen;
  private final FleetJournal journal = new FleetJournal(INSTANCES);
  private final Servers servers = new Servers(INSTANCES, journal);
  private final Optional<OwnRedis> redis;
  private final String namespace = "fleet-" + UUID.randomUUID().toString().substring(0, 6);
  private final List<NodeProcess> nodes = new ArrayList<>();

  FleetStage(FleetOptions options, FleetScreen screen) {
    this.options = options;
    this.screen = screen;
    this.redis = options.redis().isPresent() ? Optional.empty() : Optional.of(new OwnRedis());
  }

  FleetRecording play() {
    String store = options.redis().or(() -> redis.map(OwnRedis::uri)).orElseThrow();
    screen.say(
        redis
                .map(own -> "The console of Operator can watch: --store " + own.uri())
                .orElse("The console of Operator can watch: --store that of REDIS_URL")
            + " --namespace "
            + namespace);
    for (String instance : INSTANCES) {
      nodes.add(
          NodeProcess.start(
              store,
              arguments(instance),
              line -> journal.said(instance, line),
              line -> journal.logged(instance, line)));
    }
    await(START, journal::areAllReady, false);
    journal.begin();
    for (Act act : Act.values()) {
      if (redis.isPresent() || !act.isOfRedis()) {
        play(act);
      }
    }
    journal.end();
    nodes.forEach(NodeProcess::askToEnd);
    nodes.forEach(NodeProcess::close);
    return journal.recording(servers);
  }

  private List<String> arguments(String instance) {
    return List.of(
        "--instance=" + instance,
        "--namespace=" + namespace,
        "--sendgrid=" + servers.sendGridUrl(instance),
        "--sparkpost=" + servers.sparkPostUrl(instance),
        "--rate=" + options.perSecond(),
        "--ramp-millis=" + options.ramp().toMillis());
  }

  private void play(Act act) {
    journal.entered(act);
    screen.entered(journal.recording(servers));
    carryOut(act);
    BooleanSupplier noticed =
        () -> {
          List<Sighting> views = journal.latest(FleetRecording.SENDGRID);
          return views.size() == INSTANCES.size() && act.isNoticed(views);
        };
    if (await(Act.PATIENCE, noticed, true)) {
      journal.noticed();
    }
    await(act.linger(options.pace()), () -> false, true);
  }

  private void carryOut(Act act) {
    switch (act) {
      case WELL -> {
        // nothing happens
      }
      case ONE_FAILS -> servers.one(INSTANCES.get(0), Behaviour.refusingConnections());
      case ALL_FAIL -> servers.all(Behaviour.unavailable());
      case ALL_FAIL_AGAIN -> {
        nodes.get(IDLE).tell(FleetNode.PAUSE);
        await(IN_FLIGHT, () -> false, true);
        servers.all(Behaviour.unavailable());
      }
      case ONE_HEALS, ALL_HEAL -> servers.all(Behaviour.healthy());
      case ALL_HEAL_AGAIN -> {
        servers.all(Behaviour.healthy());
        nodes.get(IDLE).tell(FleetNode.GO_ON);
      }
      case REDIS_DIES -> {
        redis.ifPresent(OwnRedis::kill);
        journal.switched(false);
      }
      case REDIS_RETURNS -> {
        redis.ifPresent(OwnRedis::restart);
        journal.switched(true);
      }
    }
  }

  /** Whether it came true in time. */
  private boolean await(Duration longest, BooleanSupplier condition, boolean shown) {
    long end = System.nanoTime() + longest.toNanos();
    while (System.nanoTime() - end < 0) {
      if (condition.getAsBoolean()) {
        return true;
      }
      if (!nodes.stream().allMatch(NodeProcess::isAlive)) {
        throw new IllegalStateException(
            "an application ended too early: " + String.join("; ", journal.log()));
      }
      if (shown) {
        screen.tick(journal.recording(servers));
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
    return condition.getAsBoolean();
  }

  /** What the applications logged. */
  List<String> log() {
    return journal.log();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::askToEnd);
    nodes.forEach(NodeProcess::close);
    servers.close();
    redis.ifPresent(OwnRedis::close);
  }
}
