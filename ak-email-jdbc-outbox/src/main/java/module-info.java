import org.jspecify.annotations.NullMarked;

/** The outbox of AK Email in a database. */
@NullMarked
module io.akemail.jdbc {
  requires transitive io.akemail;
  // Transitive for two signatures: the application's connection and its source of connections.
  requires transitive java.sql;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.akemail.jdbc;
}
