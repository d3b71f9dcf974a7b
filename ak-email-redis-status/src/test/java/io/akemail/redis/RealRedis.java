package io.akemail.redis;

import static org.awaitility.Awaitility.await;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.output.VoidOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.DefaultThreadFactory;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.embedded.core.ExecutableProvider;

/**
 * A real server on a free port of loopback; it can be hung, killed, restarted. It is the one in the
 * jar, or with {@code -Dredis.server=/usr/bin/redis-server} another.
 */
final class RealRedis implements AutoCloseable {
  private static final String FILE = "server.conf";
  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration START = Duration.ofSeconds(10);

  /** What the documentation says that a user needs, and nothing else. */
  static final String USER_RULE =
      "ACL SETUSER store reset resetchannels on >canary-secret ~ake1:* &ake1:* -@all +eval +evalsha +subscribe +unsubscribe"
          + " +publish +time +get +set +del +persist +pexpire +pexpireat +pttl +hmget +hset"
          + " +zadd +zrem +zcard +zrangebyscore +zrevrange +zremrangebyscore +zremrangebyrank"
          + " +ping";

  private final int port;
  private final List<String> settings;
  private final Path directory;
  private final ClientResources resources;
  private final RedisClient client;
  private Process process;

  private RealRedis(int port, List<String> settings) {
    this.port = port;
    this.settings = settings;
    this.resources =
        DefaultClientResources.builder()
            .threadFactoryProvider(pool -> new DefaultThreadFactory("control-" + pool, true))
            .build();
    this.client = RedisClient.create(resources, RedisURI.create(uri()));
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
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

  /** A running sentinel that looks after one master, quickly. */
  static RealRedis sentinel(String name, RealRedis master) {
    RealRedis redis = new RealRedis(freePort(), List.of("--sentinel"));
    String text =
        """
        sentinel monitor %1$s 127.0.0.1 %2$d 1
        sentinel down-after-milliseconds %1$s 500
        sentinel failover-timeout %1$s 2000
        """;
    try {
      Files.writeString(redis.directory.resolve(FILE), text.formatted(name, master.port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      String other = System.getProperty("redis.server");
      if (other != null) {
        return new File(other);
      }
      try {
        return ExecutableProvider.newJarResourceProvider().get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts it, with what it was told to save and nothing else. */
  void restart() {
    List<String> command = new ArrayList<>();
    command.add(Binary.FILE.getAbsolutePath());
    if (Files.exists(directory.resolve(FILE))) {
      command.add(FILE);
    }
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
    await().atMost(START).pollInterval(PACE).ignoreExceptions().until(() -> answers());
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

  /** As the user of {@link #USER_RULE}. */
  String userUri() {
    return "redis://store:canary-secret@127.0.0.1:" + port;
  }

  /**
   * The store, once it is connected. Reads nothing to see that: what was ever read is nudged when
   * the store begins to hear nudges, and that may be later.
   */
  static RedisStatusStore ready(RedisStatusStore.Builder settings) {
    RedisStatusStore store = settings.build();
    Lease none = new Lease(Lease.Purpose.POLL, ProviderId.of("ready"), "none");
    await().atMost(START).pollInterval(PACE).until(() -> answers(store, none));
    return store;
  }

  private static boolean answers(RedisStatusStore store, Lease none) {
    try {
      store.release(none);
      return true;
    } catch (RedisException e) {
      return false;
    }
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
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection.sync());
    }
  }

  /** Gives the server one command, whose words have no spaces, on a connection of its own. */
  void command(String line) {
    List<String> words = List.of(line.split(" "));
    CommandArgs<String, String> args = new CommandArgs<>(Texts.CODEC);
    words.subList(1, words.size()).forEach(args::add);
    CommandType type = CommandType.valueOf(words.get(0));
    boolean unused =
        run(
            redis -> {
              redis.dispatch(type, new VoidOutput<>(), args);
              return true;
            });
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
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
