package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that uses the same outbox, and tells what it did line by line. */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private Child(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static Child start(Place place, String task) throws IOException {
    String where =
        switch (Dialect.of(place.name())) {
          case SQLITE -> place.file().toString();
          case MARIADB -> RealMaria.url();
          default -> RealPostgres.url();
        };
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", classPath()));
    command.addAll(List.of(Child.class.getName(), task, place.name(), where, place.table()));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The tests may run on the module path; a child has all on its class path. */
  private static String classPath() {
    return Stream.of(
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            Path.of("target", "classes").toAbsolutePath().toString(),
            System.getProperty("jdk.module.path"),
            System.getProperty("java.class.path"))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(File.pathSeparator));
  }

  String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new AssertionError("the child has ended");
    }
    return line;
  }

  /** All that it still says until it ends. */
  List<String> rest() {
    return lines.lines().toList();
  }

  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** As a failing machine would. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] args) throws IOException, SQLException {
    Place place = place(args[1], args[2], args[3]);
    try (JdbcOutbox outbox = place.outbox()) {
      say("ready");
      switch (args[0]) {
        case "claim" -> claim(outbox);
        case "add" -> add(outbox);
        default -> hold(outbox, place, args[0]);
      }
    }
  }

  private static Place place(String name, String where, String table) {
    if (name.equals("SQLite")) {
      Path file = Path.of(where);
      return new Place(name, Driven.sqlite(file), table, file);
    }
    return new Place(name, new Driven(where), table, null);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void await() throws IOException {
    if (System.in.read() < 0) {
      throw new IOException("the parent is gone");
    }
  }

  /** Claims until nothing is left; one of ten is sent, the rest stays claimed. */
  private static void claim(JdbcOutbox outbox) throws IOException {
    await();
    List<Claim> claims = outbox.claim(7, Duration.ofMinutes(10));
    while (!claims.isEmpty()) {
      for (Claim claim : claims) {
        say(claim.id().value());
      }
      outbox.settle(claims.get(0), Settlement.ended(OutboxState.FAILED, 1, List.of(), "no"));
      claims = outbox.claim(7, Duration.ofMinutes(10));
    }
  }

  /** Adds for ever, and says what is stored. */
  private static void add(JdbcOutbox outbox) {
    Stream.generate(Place::message)
        .forEach(
            message -> {
              outbox.add(Submission.of(message));
              say(message.id().value());
            });
  }

  /** Adds within a transaction, and stops before or after its commit. */
  private static void hold(JdbcOutbox outbox, Place place, String task)
      throws IOException, SQLException {
    EmailMessage message = Place.message();
    try (Connection connection = place.source().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message);
      if (task.equals("commit")) {
        connection.commit();
      }
      say(message.id().value());
      await();
    }
  }
}
