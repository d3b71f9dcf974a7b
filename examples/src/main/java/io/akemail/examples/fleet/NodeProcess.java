package io.akemail.examples.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A host application in a process of its own, with the class path of this one. */
final class NodeProcess implements AutoCloseable {
  /** The variable of the environment that holds the URI of Redis. */
  static final String STORE = "FLEET_STORE";

  private static final int STOP_SECONDS = 50;

  private final Process process;
  private final List<Thread> readers;

  private NodeProcess(Process process, List<Thread> readers) {
    this.process = process;
    this.readers = readers;
  }

  /**
   * Starts it.
   *
   * @param store the URI of Redis
   * @param args of {@link FleetNode}
   * @param said is told each line of its standard output
   * @param logged is told each line of its log
   */
  static NodeProcess start(
      String store, List<String> args, Consumer<String> said, Consumer<String> logged) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FleetNode.class.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(STORE, store);
    try {
      Process process = builder.start();
      return new NodeProcess(
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
            "fleet-reader");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends it a line. */
  void tell(String line) {
    try {
      OutputStream to = process.getOutputStream();
      to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an application does not listen", e);
    }
  }

  /** Lets it end by the end of its input, without waiting for it. */
  void askToEnd() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy(); // it has gone, or goes now
    }
  }

  /** Waits until it has ended and all is read that it said. */
  @Override
  public void close() {
    askToEnd();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      for (Thread reader : readers) {
        reader.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
