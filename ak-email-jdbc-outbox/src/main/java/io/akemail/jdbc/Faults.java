package io.akemail.jdbc;

import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * What went wrong, in words of our own: a database's words may hold values, statements and
 * addresses.
 */
final class Faults {
  /** Numbers of SQLite; they are told from other databases' by the missing state. */
  static final int BUSY = 5;

  static final int LOCKED = 6;
  static final int READ_ONLY = 8;
  static final int FULL = 13;
  static final int CANNOT_OPEN = 14;
  static final int CONSTRAINT = 19;

  private static final int MARIADB_DUPLICATE = 1062;
  private static final int CORRUPT = 11;
  private static final int NO_DATABASE = 26;

  /** SQLite failed before anything was written. */
  private static final Set<Integer> SURE =
      Set.of(
          1,
          3,
          BUSY,
          LOCKED,
          7,
          READ_ONLY,
          CORRUPT,
          FULL,
          CANNOT_OPEN,
          17,
          18,
          CONSTRAINT,
          20,
          NO_DATABASE);

  private Faults() {}

  /** The failure as it is told to who called. */
  static OutboxException of(SQLException failure, Reason reason) {
    SQLException cause = bare(failure);
    return new OutboxException(reason, "outbox: " + text(failure) + code(failure), cause);
  }

  /** The same failure without its words. */
  private static SQLException bare(SQLException failure) {
    SQLException bare =
        new SQLException(
            failure.getClass().getSimpleName(), failure.getSQLState(), failure.getErrorCode());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }

  /** The numbers to look the failure up by. */
  static String code(SQLException failure) {
    String state = failure.getSQLState();
    return " (SQLState "
        + (state == null ? "none" : Texts.shown(state))
        + ", code "
        + failure.getErrorCode()
        + ")";
  }

  private static String text(SQLException failure) {
    return isSqlite(failure)
        ? sqlite(failure.getErrorCode())
        : standard(Objects.requireNonNullElse(failure.getSQLState(), ""), failure.getErrorCode());
  }

  private static String sqlite(int code) {
    return switch (code) {
      case BUSY, LOCKED -> "the file is locked by another process; try again";
      case READ_ONLY -> "the file or its folder is read-only; let this process write to it";
      case FULL -> "the disk is full; make room";
      case CANNOT_OPEN ->
          "the file cannot be opened; its folder must exist, and this process may write to it";
      case CORRUPT, NO_DATABASE ->
          "the file is damaged or no outbox; put it aside and restore it from a copy";
      default -> "the file could not be used";
    };
  }

  private static String standard(String state, int code) {
    if (state.startsWith("08") || state.startsWith("57P") || code == 90098 || code == 90121) {
      return "the database is out of reach; see that it runs and can be reached";
    }
    if (state.startsWith("28")) {
      return "the database refuses the login; see to user and password";
    }
    if (state.startsWith("53") || code == 90062) {
      return "the database is out of resources, such as disk space or connections";
    }
    return switch (state) {
      case "42501" -> "the database user lacks a right; let it read and write the outbox's tables";
      case "25006" -> "the database is read-only; connect to the one that is written to";
      case "90020" -> "another process has the database's file open";
      default -> "the database refused the statement";
    };
  }

  private static boolean isSqlite(SQLException failure) {
    return failure.getClass().getName().startsWith("org.sqlite.")
        || (failure.getSQLState() == null && failure.getErrorCode() > 0);
  }

  /** Whether what was being done was surely undone and may go well if done again at once. */
  static boolean isUndone(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return state.equals("40001") || state.equals("40P01") || state.equals("90131");
  }

  /** Whether a row is there already that has one of the same keys. */
  static boolean isDuplicate(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return state.equals("23505")
        || (state.equals("23000") && failure.getErrorCode() == MARIADB_DUPLICATE)
        || (isSqlite(failure) && failure.getErrorCode() == CONSTRAINT);
  }

  /** Whether what was being done may have been done all the same. */
  static boolean isInDoubt(SQLException failure) {
    if (failure instanceof Database.NotReached) {
      return false;
    }
    if (isSqlite(failure)) {
      return !SURE.contains(failure.getErrorCode());
    }
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    boolean refused =
        !state.equals("40003")
            && Set.of("0A", "21", "22", "23", "25", "28", "40", "42", "53", "54", "55", "90")
                .contains(state.substring(0, Math.min(2, state.length())));
    // These two of H2: the database, or the connection, was closed.
    return !refused || failure.getErrorCode() == 90098 || failure.getErrorCode() == 90121;
  }

  /** Whether the connection to a file can be used on. */
  static boolean leavesIntact(SQLException failure) {
    return Set.of(BUSY, LOCKED, FULL, CONSTRAINT).contains(failure.getErrorCode());
  }

  static boolean isMissingTable(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    return Set.of("42P01", "42S02", "42S03", "42S04", "3F000").contains(state)
        || (isSqlite(failure) && message.contains("no such table"));
  }
}
