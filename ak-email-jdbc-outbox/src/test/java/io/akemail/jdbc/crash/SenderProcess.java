package io.akemail.jdbc.crash;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link SenderMain} that runs, and can be killed and frozen. */
final class SenderProcess implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final Line line;
  private final Process process;

  private SenderProcess(Line line, Process process) {
    this.line = line;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param folder where the driver's library is kept, so that not each process unpacks its own
   */
  static SenderProcess start(
      Line line, Path folder, String place, SenderMain.Task task, List<Lane> lanes, long seed)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xshare:auto", "-Dslf4j.internal.verbosity=ERROR"));
    Path library = library(folder);
    command.add("-Dorg.sqlite.lib.path=" + library.getParent());
    command.add("-Dorg.sqlite.lib.name=" + library.getFileName());
    command.addAll(List.of("-cp", classPath(), SenderMain.class.getName()));
    command.addAll(List.of(String.valueOf(line.port()), place, task.name()));
    command.add(String.join(",", lanes.stream().map(Lane::name).toList()));
    command.add(String.valueOf(seed));
    return new SenderProcess(
        line,
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Without what only tests use: a process that lives for half a second does not log. */
  private static String classPath() {
    return String.join(
        File.pathSeparator,
        Stream.of(whole().split(File.pathSeparator))
            .filter(path -> !path.contains("logback"))
            .toList());
  }

  /** Where the tests run as a module, the other modules stand apart. */
  private static String whole() {
    return System.getProperty("java.class.path")
        + File.pathSeparator
        + System.getProperty("jdk.module.path", "");
  }

  private static synchronized Path library(Path folder) throws IOException {
    String file = System.mapLibraryName("sqlitejdbc");
    Path library = folder.resolve(file);
    if (!Files.exists(library)) {
      String system = System.getProperty("os.name").split(" ", -1)[0];
      String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
      machine = machine.equals("amd64") ? "x86_64" : machine;
      String name = "/org/sqlite/native/" + system + "/" + machine + "/" + file;
      try (InputStream in = org.sqlite.JDBC.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in, name), library);
      }
    }
    return library;
  }

  Line line() {
    return line;
  }

  /** Waits until it runs, or fails. */
  void awaitReady() throws InterruptedException {
    for (int i = 0; !line.isReady(1000); i++) {
      if (i == START_SECONDS || !process.isAlive()) {
        throw new AssertionError("process " + line.process() + " did not start");
      }
    }
  }

  /** Whether it ended by itself within so many milliseconds. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** As a failing machine would: SIGKILL. Afterwards all that it had said is known. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    line.close();
  }

  /** Nothing in it runs until it is thawed. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    if (new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor() != 0) {
      throw new AssertionError("kill " + signal + " failed");
    }
  }

  /** Has it close its senders, and waits for its end. */
  void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!endsWithin(20_000)) {
      throw new AssertionError("process " + line.process() + " does not end");
    }
    line.close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
