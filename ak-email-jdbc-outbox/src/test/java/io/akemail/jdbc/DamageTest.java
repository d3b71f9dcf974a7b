package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.akemail.message.EmailMessage;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Records that somebody or something wrote nonsense into. */
class DamageTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  /** What is done to a record. */
  enum Damage {
    NO_CONTENT("content = NULL"),
    STATE("state = 'ODD'"),
    DOUBTS("doubts = 'a'"),
    AGES("doubts = 'a:1,b:x'"),
    PROVIDERS("doubts = 'A B:1'"),
    PROVIDER("state = 'SENDING', provider = 'A B'"),
    NO_PROVIDER("state = 'SENDING'"),
    SIZE("size = 1000000000, content = NULL"),
    OTHER_ID("id = 'other@shop.example'");

    final String sql;

    Damage(String sql) {
      this.sql = sql;
    }
  }

  private static Stream<Arguments> cases() {
    return Place.dialects()
        .flatMap(
            dialect -> Stream.of(Damage.values()).map(damage -> Arguments.of(dialect, damage)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDamagedRecordIsSetAsideToldOnceAndTheRestIsClaimed(Dialect dialect, Damage damage) {
    Logger logger = (Logger) LoggerFactory.getLogger(JdbcOutbox.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    Place place = Place.of(dialect, folder);
    try (JdbcOutbox outbox = place.outbox()) {
      EmailMessage odd = Place.builder("private").build();
      outbox.add(Submission.of(odd));
      EmailMessage good = Place.message();
      outbox.add(Submission.of(good));
      place.run("UPDATE $TABLE SET " + damage.sql + " WHERE id = '" + odd.id().value() + "'");
      assertThat(outbox.claim(1, LEASE)).singleElement().returns(good.id(), claim -> claim.id());
      assertThat(outbox.claim(1, LEASE)).isEmpty();
      assertThat(outbox.list(OutboxState.DAMAGED, 10))
          .singleElement()
          .satisfies(DamageTest::saysWhy);
      assertThat(lines.list)
          .filteredOn(line -> line.getLevel() == Level.ERROR)
          .singleElement()
          .asString()
          .contains("is set aside")
          .doesNotContain("private", "ada@");
    } finally {
      logger.detachAppender(lines);
    }
  }

  private static void saysWhy(OutboxEntry entry) {
    assertThat(entry.detail()).startsWith("damaged: ").hasSizeLessThan(200);
  }

  /** A person may have set the state by hand, without knowing of the rest. */
  @ParameterizedTest
  @MethodSource("io.akemail.jdbc.Place#dialects")
  void aRecordMadeToWaitByHandIsClaimed(Dialect dialect) {
    Place place = Place.of(dialect, folder);
    try (JdbcOutbox outbox = place.outbox()) {
      EmailMessage message = Place.message();
      outbox.add(Submission.of(message));
      place.run("UPDATE $TABLE SET state = 'WAITING', claimable_at = NULL");
      assertThat(outbox.claim(1, LEASE)).hasSize(1);
    }
  }
}
