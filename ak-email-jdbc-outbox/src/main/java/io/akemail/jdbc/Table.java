package io.akemail.jdbc;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the records are, and how a database is told to make the place. Immutable.
 *
 * @param name a name, or a schema and a name with a dot between
 */
record Table(Dialect dialect, String name) {
  /** Grows when the columns change. */
  static final int VERSION = 1;

  static final String DEFAULT_NAME = "ak_email_outbox";

  private static final Pattern NAME =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,39}\\.)?[A-Za-z_][A-Za-z0-9_]{0,39}");

  Table {
    Objects.requireNonNull(dialect, "dialect");
    if (!isName(name)) {
      throw new IllegalArgumentException("table: must be a name like " + DEFAULT_NAME);
    }
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The table that holds the version of the columns, in one row. */
  String versions() {
    return name + "_schema";
  }

  /** The statements that make what is missing, in order. */
  List<String> ddl() {
    // What ends a row comes last: the other columns are read without it.
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS %1$s (
          seq %2$s,
          id VARCHAR(320) NOT NULL UNIQUE,
          state VARCHAR(8) NOT NULL,
          live_key VARCHAR(64) UNIQUE,
          dedupe_key VARCHAR(64),
          version BIGINT NOT NULL,
          claimed SMALLINT NOT NULL,
          claimable_at BIGINT,
          added_at BIGINT NOT NULL,
          changed_at BIGINT NOT NULL,
          due_at BIGINT NOT NULL,
          expires_at BIGINT NOT NULL,
          deliver_before BIGINT NOT NULL,
          marked_at BIGINT NOT NULL,
          doubts_at BIGINT NOT NULL,
          doubts VARCHAR(4000) NOT NULL,
          possible_duplicate SMALLINT NOT NULL,
          attempts INTEGER NOT NULL,
          rounds INTEGER NOT NULL,
          provider VARCHAR(40),
          provider_message_id VARCHAR(1000),
          size BIGINT NOT NULL,
          detail VARCHAR(1000) NOT NULL,
          content %3$s
        )%4$s"""
            .formatted(name, dialect.identity, dialect.blob, dialect.tableEnd),
        "CREATE INDEX IF NOT EXISTS %s_due ON %s (claimable_at, seq)".formatted(bare(), name),
        "CREATE INDEX IF NOT EXISTS %s_state ON %s (state, changed_at)".formatted(bare(), name),
        "CREATE TABLE IF NOT EXISTS %s (version INTEGER NOT NULL PRIMARY KEY)%s"
            .formatted(versions(), dialect.tableEnd),
        "INSERT INTO %1$s (version) SELECT %2$d WHERE NOT EXISTS (SELECT 1 FROM %1$s)"
            .formatted(versions(), VERSION));
  }

  /** The same for people. */
  String script() {
    return String.join(";\n", ddl()) + ";\n";
  }

  private String bare() {
    return name.substring(name.indexOf('.') + 1);
  }
}
