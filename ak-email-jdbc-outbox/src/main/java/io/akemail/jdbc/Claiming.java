package io.akemail.jdbc;

import io.akemail.outbox.Claim;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is due. Thread-safe. */
final class Claiming {
  private static final Logger log = LoggerFactory.getLogger(JdbcOutbox.class);

  /** No more than this is held in memory for one claim, but for a single larger message. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_ROWS = 1000;

  private final Database database;
  private final Sql sql;

  Claiming(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  List<Claim> claim(int most, Duration lease) throws SQLException {
    long millis = Math.max(1, Millis.of(lease));
    List<Claim> claims = new ArrayList<>();
    while (claims.size() < most) {
      int asked = Math.min(MOST_ROWS, most - claims.size());
      List<Taken> all = database.whole(connection -> take(connection, asked, millis));
      int good = claims.size();
      all.forEach(taken -> addTo(claims, taken));
      // Only for what turned out to be damaged is there another look.
      if (claims.size() - good == all.size()) {
        break;
      }
    }
    return claims;
  }

  private List<Taken> take(Connection connection, int most, long lease) throws SQLException {
    List<Taken> due = Statements.list(connection, sql.due, Taken::new, most);
    if (due.isEmpty()) {
      return due;
    }
    List<Taken> mine = won(connection, withinMemory(due), lease);
    for (Taken taken : mine) {
      if (taken.size > Sql.INLINE) {
        taken.content =
            Statements.first(connection, sql.content, row -> row.getBytes(1), taken.seq);
      }
    }
    return mine;
  }

  private static List<Taken> withinMemory(List<Taken> due) {
    long bytes = 0;
    for (int i = 0; i < due.size(); i++) {
      bytes += due.get(i).size;
      if (bytes > MOST_BYTES) {
        return due.subList(0, Math.max(1, i));
      }
    }
    return due;
  }

  /** Those that nobody else claimed in between. */
  private List<Taken> won(Connection connection, List<Taken> due, long lease) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.claim)) {
      for (Taken taken : due) {
        Statements.set(statement, lease, taken.seq, taken.version);
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      List<Taken> won = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 1) {
          won.add(due.get(i));
        }
      }
      return won;
    }
  }

  private void addTo(List<Claim> claims, Taken taken) {
    try {
      claims.add(taken.claim());
    } catch (IOException | RuntimeException e) {
      damaged(taken, e instanceof IOException ? String.valueOf(e.getMessage()) : "cannot be read");
    }
  }

  private void damaged(Taken taken, String how) {
    String detail = Texts.stored("damaged: " + how, 1000);
    log.error("outbox: message {} is set aside as {}", Texts.stored(taken.id, 320), detail);
    try {
      database.once(
          connection ->
              Statements.update(connection, sql.damage, detail, taken.seq, taken.version + 1));
    } catch (SQLException e) {
      log.warn("outbox: it could not be set aside and will be claimed again{}", Faults.code(e));
    }
  }
}
