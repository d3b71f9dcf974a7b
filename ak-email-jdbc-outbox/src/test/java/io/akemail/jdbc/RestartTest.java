package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.Claim;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is stopped and started again under an outbox that stays. */
class RestartTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }

  @Test
  void aServerMayBeRestarted() throws IOException {
    EmailMessage message = Place.message();
    int port;
    try (HikariDataSource pool = new HikariDataSource()) {
      JdbcOutbox outbox;
      Claim claim;
      try (EmbeddedPostgres postgres = start(0)) {
        port = postgres.getPort();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setConnectionTimeout(500);
        outbox = JdbcOutbox.builder(pool).createSchema().build();
        outbox.add(Submission.of(message));
        claim = outbox.claim(1, LEASE).get(0);
      }
      Failures.of(Reason.STORAGE, () -> outbox.claim(1, LEASE)).contains("out of reach");
      // A connection that broke under a statement leaves a doubt; one that is not had does not.
      await()
          .untilAsserted(
              () ->
                  Failures.of(Reason.STORAGE, () -> outbox.add(Submission.of(Place.message())))
                      .contains("out of reach"));
      try (EmbeddedPostgres again = start(port)) {
        assertThat(again.getPort()).isEqualTo(port);
        // The pool tries again on its own.
        Settlement later = Settlement.later(Duration.ZERO, 1, 1, List.of(), "later");
        await().ignoreException(OutboxException.class).until(() -> outbox.settle(claim, later));
        assertThat(outbox.claim(1, LEASE)).singleElement().returns(message.id(), Claim::id);
      }
    }
  }

  @Test
  void aFileOfH2ThatIsReleasedIsOpenedAgain() {
    String url = "jdbc:h2:" + folder.resolve("h2");
    Driven source = new Driven(url + ";USER=sa;PASSWORD=hunter2");
    JdbcOutbox outbox = JdbcOutbox.builder(source).createSchema().build();
    EmailMessage message = Place.message();
    outbox.add(Submission.of(message));
    // H2 closes a database with its last connection.
    assertThat(outbox.claim(1, LEASE)).singleElement().returns(message.id(), Claim::id);
    Driven wrong = new Driven(url + ";USER=somebody;PASSWORD=correct-horse");
    Failures.of(Reason.STORAGE, () -> JdbcOutbox.builder(wrong).build())
        .contains("refuses the login")
        .doesNotContain("hunter2", "correct-horse", "somebody", folder.toString());
  }
}
