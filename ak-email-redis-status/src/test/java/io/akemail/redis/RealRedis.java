package io.akemail.redis;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/**
 * A real server on a free port of loopback, without any file; it can be hung, killed, restarted.
 */
final class RealRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);

  private final int port;
  private final List<String> settings;
  private final Path directory;
  private Process process;

  private RealRedis(int port, List<String> settings) {
    this.port = port;
    this.settings = settings;
    try {
      this.directory = Files.createTempDirectory("ake-redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A running server. */
  static RealRedis start(String... settings) {
    RealRedis redis = new RealRedis(freePort(), List.of(settings));
    redis.restart();
    return redis;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Binary {
    static final File FILE = extract();

    private static File extract() {
      try {
        return ExecutableProvider.newJarResourceProvider().get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts it, empty. */
  void restart() {
    List<String> command = new ArrayList<>();
    command.add(Binary.FILE.getAbsolutePath());
    command.addAll(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", ""));
    command.addAll(settings);
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(START).ignoreExceptions().until(() -> answers());
  }

  private boolean answers() {
    return run(redis -> redis.ping()).equals("PONG");
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void hang() {
    signal("-STOP");
  }

  void goOn() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", name, "" + process.pid()).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the server something, on a connection of its own. */
  <T> T run(Function<RedisCommands<String, String>, T> question) {
    RedisClient client = RedisClient.create(RedisURI.create(uri()));
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
  }

  /** Does something to the server, on a connection of its own. */
  void change(Consumer<RedisCommands<String, String>> change) {
    Boolean unused =
        run(
            redis -> {
              change.accept(redis);
              return true;
            });
  }

  @Override
  public void close() {
    goOn();
    kill();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
