package io.akemail.jdbc.crash;

import io.akemail.jdbc.JdbcOutbox;
import java.nio.file.Path;
import java.util.Locale;

/** Which provider a sender has; each lane has an outbox of its own. */
enum Lane {
  /** Its provider takes everything again that it is sent again. */
  PLAIN,
  /** Its provider knows by the key what it has had before. */
  KEYED;

  /**
   * This lane's outbox.
   *
   * @param place a folder, or the address of a PostgreSQL database
   */
  JdbcOutbox open(String place) {
    return isDatabase(place)
        ? JdbcOutbox.builder(new Database(place)).table(table()).createSchema().build()
        : JdbcOutbox.embedded(file(Path.of(place)));
  }

  static boolean isDatabase(String place) {
    return place.startsWith("jdbc:");
  }

  Path file(Path folder) {
    return folder.resolve(table() + ".db");
  }

  String table() {
    return "outbox_" + name().toLowerCase(Locale.ROOT);
  }
}
