package io.akemail.jdbc.crash;

import io.akemail.jdbc.JdbcOutbox;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands in an outbox. */
final class Rows {
  private Rows() {}

  /** All messages in whatever state. */
  static Map<String, OutboxEntry> all(JdbcOutbox outbox) {
    Map<String, OutboxEntry> all = new HashMap<>();
    for (OutboxState state : OutboxState.values()) {
      outbox.list(state, 1_000_000).forEach(entry -> all.put(entry.id().value(), entry));
    }
    return all;
  }

  /**
   * The messages that were being sent when the last process died. Looks at a copy: the file stays
   * as that process left it.
   */
  static List<String> sending(Path file, Path folder) throws IOException, SQLException {
    List<String> ids = new ArrayList<>();
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    if (!Files.exists(file)) {
      return ids;
    }
    Path copy = Files.createTempFile(folder, "copy-", ".db");
    Path copiedLog = copy.resolveSibling(copy.getFileName() + "-wal");
    Files.write(copy, Files.readAllBytes(file));
    if (Files.exists(log)) {
      Files.copy(log, copiedLog);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id FROM ak_email_outbox WHERE state = 'SENDING'")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("no such table")) {
        throw e;
      }
    }
    Files.deleteIfExists(copiedLog);
    Files.delete(copy);
    return ids;
  }
}
