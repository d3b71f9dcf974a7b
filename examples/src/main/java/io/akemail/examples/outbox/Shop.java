package io.akemail.examples.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The application in a process of its own. */
final class Shop implements AutoCloseable {
  private static final int STOP_SECONDS = 8;

  private final Process process;
  private final List<Thread> readers;

  private Shop(Process process, List<Thread> readers) {
    this.process = process;
    this.readers = readers;
  }

  /**
   * Starts one.
   *
   * @param args of {@link OutboxNode}
   * @param webhook where it tells its alerts
   * @param said is told each line of its standard output
   * @param logged is told each line of its log
   */
  static Shop start(
      List<String> args, String webhook, Consumer<String> said, Consumer<String> logged) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(OutboxNode.class.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(OutboxNode.WEBHOOK, webhook);
    try {
      Process process = builder.start();
      return new Shop(
          process,
          List.of(
              reader(process.getInputStream(), said), reader(process.getErrorStream(), logged)));
    } catch (IOException e) {
      throw new UncheckedIOException("a process cannot be started", e);
    }
  }

  private static Thread reader(InputStream in, Consumer<String> told) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines().forEach(told);
              } catch (IOException | UncheckedIOException e) {
                told.accept(e.toString());
              }
            },
            "outbox-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does; afterwards all is read that it had said. */
  void kill() {
    end(process.destroyForcibly());
  }

  /** Lets it end by the end of its input. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // it has gone, or goes now
    }
    end(process);
  }

  private void end(Process ending) {
    try {
      if (!ending.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        ending.destroyForcibly();
      }
      for (Thread reader : readers) {
        reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
