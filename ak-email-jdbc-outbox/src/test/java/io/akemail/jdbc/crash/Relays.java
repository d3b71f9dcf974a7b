package io.akemail.jdbc.crash;

import static org.awaitility.Awaitility.await;

import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/** Several processes that relay out of one outbox, at a provider without keys. */
final class Relays implements AutoCloseable {
  final Ledger ledger = new Ledger();
  final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  final Place place;
  final JdbcOutbox outbox;
  final List<SenderProcess> processes = new ArrayList<>();

  private final Path folder;

  Relays(Place.Kind kind, Path folder) throws IOException {
    this.folder = folder;
    this.place = Place.of(kind, Files.createDirectories(folder.resolve(kind.name())));
    this.outbox = Lane.PLAIN.open(place.name());
  }

  void fill(int messages) throws SQLException {
    List<EmailMessage> all =
        IntStream.range(0, messages)
            .mapToObj(
                i ->
                    SenderMain.message(
                        i % 2 == 0
                            ? DeliveryGuarantee.AT_LEAST_ONCE
                            : DeliveryGuarantee.AT_MOST_ONCE))
            .toList();
    place.fill(outbox, all);
    all.forEach(message -> ledger.told("ENQUEUED", message.id().value()));
  }

  void start(int count, Line.Habits habits) throws Exception {
    for (int i = 0; i < count; i++) {
      Line line = new Line(processes.size() + 1, ledger, habits, clock);
      processes.add(
          SenderProcess.start(
              line, folder, place.name(), SenderMain.Task.RELAY, List.of(Lane.PLAIN), i));
    }
    for (SenderProcess process : processes) {
      process.awaitReady();
    }
  }

  void start(int count) throws Exception {
    start(count, Line.usual(new Random(count)));
  }

  void awaitTaken(int messages) {
    await().atMost(Duration.ofMinutes(2)).until(() -> ledger.taken() >= messages);
  }

  void awaitDrained() {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> outbox.counts().live() == 0);
  }

  void stopAll() throws Exception {
    for (SenderProcess process : processes) {
      process.stop();
    }
  }

  Map<String, OutboxEntry> rows() {
    return Rows.all(outbox);
  }

  @Override
  public void close() throws IOException {
    processes.forEach(SenderProcess::close);
    outbox.close();
    place.close();
    clock.shutdownNow();
  }
}
