package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.examples.outbox.UrlSource;
import io.akemail.jdbc.JdbcOutbox;
import io.akemail.message.EmailMessage;
import io.akemail.spi.EmailProvider;
import io.akemail.testkit.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Keeps what no provider can take, in a file or in the application's own database. */
final class DurableOutbox {
  private DurableOutbox() {}

  static FailoverSender withFile(EmailProvider sendGrid, EmailProvider sparkPost, Path file) {
    // tag::outbox-file
    // file: such as /var/lib/shop/outbox.db, on a local disk
    FailoverSender sender =
        FailoverSender.builder()
            .provider(sendGrid)
            .provider(sparkPost)
            .outbox(JdbcOutbox.embedded(file)) // closed with the sender
            .build();
    // end::outbox-file
    return sender;
  }

  static Receipt send(FailoverSender sender, EmailMessage message) {
    // tag::outbox-send
    Receipt receipt = sender.send(message);
    if (receipt.isQueued()) {
      // No provider could take it now. It is on the disk, and is sent as soon as one can.
    }
    // end::outbox-send
    return receipt;
  }

  static JdbcOutbox inDatabase(DataSource dataSource) {
    // tag::outbox-database
    JdbcOutbox outbox = JdbcOutbox.builder(dataSource).createSchema().build();
    // end::outbox-database
    return outbox;
  }

  static void order(JdbcOutbox outbox, DataSource dataSource, int order, EmailMessage message)
      throws SQLException {
    // tag::outbox-transaction
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders (id) VALUES (?)")) {
        insert.setInt(1, order);
        insert.executeUpdate();
      }
      outbox.enqueue(connection, message); // is sent after the commit, and only then
      connection.commit();
    }
    // end::outbox-transaction
  }

  public static void main(String[] args) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("shop");
    try (Local local = new Local();
        FailoverSender sender =
            withFile(
                local.sendGrid().build(), local.sparkPost().build(), folder.resolve("outbox.db"))) {
      local.sendGridServer().behave(Behaviour.refusingConnections());
      local.sparkPostServer().behave(Behaviour.refusingConnections());
      System.out.println(send(sender, message()));
    }
    DataSource database = new UrlSource("jdbc:h2:" + folder.resolve("shop"), null, null);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
    }
    JdbcOutbox outbox = inDatabase(database);
    order(outbox, database, 1, message());
    System.out.println("In the database: " + outbox.counts().live() + " mail waits");
  }

  private static EmailMessage message() {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.")
        .build();
  }
}
