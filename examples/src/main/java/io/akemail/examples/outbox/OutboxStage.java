package io.akemail.examples.outbox;

import io.akemail.examples.runner.Texts;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxState;
import io.akemail.testkit.Behaviour;
import io.akemail.testkit.ProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The servers, the file, the channel and the application, and what is done to them. */
final class OutboxStage implements AutoCloseable {
  private static final long GIVE_UP_SECONDS = 120;
  private static final long LOOK_MILLIS = 100;

  private final OutboxOptions options;
  private final OutboxJournal journal;
  private final Path folder = Files.createTempDirectory("ak-email-outbox");
  private final Path file = folder.resolve("outbox.db");
  private final ProviderServer sendGrid = ProviderServer.sendGrid(OutboxNode.SENDGRID_KEY);
  private final ProviderServer sparkPost = ProviderServer.sparkPost(OutboxNode.SPARKPOST_KEY);
  private final List<ProviderServer> servers = List.of(sendGrid, sparkPost);
  private final SlackChannel slack;
  private final JdbcOutbox outbox;
  private final ScheduledExecutorService lookout = Executors.newSingleThreadScheduledExecutor();
  private final List<String> log = new ArrayList<>();

  OutboxStage(OutboxOptions options, OutboxJournal journal) throws IOException {
    this.options = options;
    this.journal = journal;
    this.slack = new SlackChannel(text -> journal.happens(Moment.Kind.SLACK, text));
    this.outbox = JdbcOutbox.embedded(file);
    sendGrid.onCall(call -> journal.called("sendgrid", call));
    sparkPost.onCall(call -> journal.called("sparkpost", call));
    var unused = lookout.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Another process than the application looks into the file: while that one is dead, too. */
  private void look() {
    try {
      journal.depth(outbox.counts().live());
    } catch (OutboxException e) {
      log(e.toString());
    }
  }

  private void log(String line) {
    synchronized (log) {
      log.add(line);
    }
  }

  /** What the application logged. */
  List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  OutboxRecording play() {
    all(Behaviour.refusingConnections());
    journal.happens(Moment.Kind.DOWN, "SendGrid and SparkPost refuse connections");
    int half = options.mails() / 2;
    try (Shop first = start()) {
      await(first, "half of the mails are accepted", () -> journal.lastOrder() >= half);
      kill(first, "in the middle of accepting");
    }
    try (Shop second = start()) {
      await(second, "all mails are accepted", () -> journal.lastOrder() >= options.mails());
      await(second, "Slack hears", () -> journal.hasTold("ALL_PROVIDERS_DOWN"));
      all(Behaviour.slow(Duration.ofMillis(120)));
      journal.happens(Moment.Kind.BACK, "SendGrid and SparkPost work again");
      await(second, "half of the mails are sent", () -> journal.taken() >= half);
      kill(second, "in the middle of sending");
    }
    try (Shop third = start()) {
      await(third, "the outbox is empty", () -> journal.live() == 0);
      journal.happens(Moment.Kind.DRAINED, "Nothing waits any more");
    }
    return journal.recording(options.mails(), entries());
  }

  private void all(Behaviour behaviour) {
    servers.forEach(server -> server.behave(behaviour));
  }

  private Shop start() {
    int next = journal.lastOrder() + 1;
    List<String> args = new ArrayList<>(List.of("--file", file.toString()));
    args.addAll(List.of("--sendgrid", sendGrid.baseUrl().toString()));
    args.addAll(List.of("--sparkpost", sparkPost.baseUrl().toString()));
    args.addAll(List.of("--from", "" + next, "--to", "" + options.mails()));
    args.addAll(List.of("--rate", "" + options.acceptRate()));
    args.addAll(List.of("--drain-first", "" + options.firstRate()));
    args.addAll(List.of("--drain-top", "" + options.topRate()));
    return Shop.start(args, slack.url(), this::said, this::log);
  }

  private void said(String line) {
    if (line.equals(OutboxNode.READY)) {
      journal.happens(Moment.Kind.STARTED, "The application runs");
    } else if (line.startsWith(OutboxNode.TAKEN)) {
      journal.accepted(Integer.parseInt(line.substring(OutboxNode.TAKEN.length())));
    }
  }

  private void kill(Shop shop, String when) {
    shop.kill();
    journal.happens(
        Moment.Kind.KILLED,
        "The application is killed (SIGKILL) "
            + when
            + ": "
            + Texts.count(journal.lastOrder())
            + " accepted, "
            + Texts.count(journal.taken())
            + " sent");
  }

  private void await(Shop shop, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
    try {
      synchronized (journal) {
        while (!condition.getAsBoolean()) {
          if (System.nanoTime() - end > 0 || !shop.isAlive()) {
            throw new IllegalStateException("in vain waited until " + what + "; " + log());
          }
          journal.wait(LOOK_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<OutboxEntry> entries() {
    return Arrays.stream(OutboxState.values())
        .flatMap(state -> outbox.list(state, 2 * options.mails()).stream())
        .toList();
  }

  @Override
  public void close() {
    lookout.shutdownNow();
    slack.close();
    outbox.close();
    servers.forEach(ProviderServer::close);
    for (String end : List.of("", "-wal", "-shm")) {
      folder.resolve("outbox.db" + end).toFile().delete();
    }
    folder.toFile().delete();
  }
}
