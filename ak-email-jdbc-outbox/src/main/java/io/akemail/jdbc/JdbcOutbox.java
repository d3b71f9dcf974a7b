package io.akemail.jdbc;

import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.outbox.Claim;
import io.akemail.outbox.Mark;
import io.akemail.outbox.Outbox;
import io.akemail.outbox.OutboxCounts;
import io.akemail.outbox.OutboxEntry;
import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import io.akemail.outbox.OutboxState;
import io.akemail.outbox.Settlement;
import io.akemail.outbox.Submission;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An outbox in a database: in a file of its own (SQLite), or in the application's PostgreSQL, which
 * many machines may share, or H2.
 *
 * <pre>{@code
 * Outbox inFile = JdbcOutbox.embedded(Path.of("/var/lib/shop/outbox.db"));
 * JdbcOutbox inDatabase = JdbcOutbox.builder(dataSource).createSchema().build();
 * }</pre>
 *
 * <p>Where it is in the application's database, a message can be stored with the application's own
 * data, in one transaction: {@link #enqueue}.
 *
 * <p>What is added is as durable as a commit of the database. A file is written through to the disk
 * at each commit, PostgreSQL does the same unless it was told not to, H2 writes up to half a second
 * later unless its {@code WRITE_DELAY} is 0. Messages are stored unencrypted. The content of a
 * message that is sent is deleted at once; its record, without recipients, stays for a stated time.
 *
 * <p>Several processes may share it, on one machine for a file. All times are told by the
 * database's clock; setting that clock moves leases and expiries. The limits are kept to within
 * what all processes add in about a second.
 *
 * <p>Thread-safe, without a thread of its own.
 */
public final class JdbcOutbox implements Outbox {
  private final Database database;
  private final Table table;
  private final Adding adding;
  private final Claiming claiming;
  private final Ending ending;
  private final Counting counting;
  private final Fill fill;
  private final Sweep sweep;
  private final Sql sql;

  private JdbcOutbox(Database database, Table table, Settings settings, LongSupplier nanos) {
    this.database = database;
    this.table = table;
    this.sql = new Sql(table);
    this.fill = new Fill(settings, sql, nanos);
    this.adding = new Adding(database, table, sql, settings, fill);
    this.claiming = new Claiming(database, sql);
    this.ending = new Ending(database, sql, settings);
    this.counting = new Counting(database, settings, sql, nanos);
    this.sweep = new Sweep(database, sql, ending, settings, nanos);
  }

  /**
   * An outbox in a file, which is made if it is missing, with default settings. The file is its
   * owner's alone to read; two more, with {@code -wal} and {@code -shm} at the end of the name,
   * stand beside it while it is open. It belongs on a local disk: file systems of a network do not
   * lock reliably. Needs {@code org.xerial:sqlite-jdbc}.
   *
   * @throws OutboxException with {@link Reason#STORAGE} if it cannot be used; says why
   */
  public static JdbcOutbox embedded(Path file) {
    return builder(file).build();
  }

  /** Settings of an outbox in a file, see {@link #embedded}. */
  public static Builder builder(Path file) {
    return new Builder(Objects.requireNonNull(file, "file"), null);
  }

  /**
   * Settings of an outbox in the application's database, which is recognised when it is built. The
   * connections are taken for a moment each and closed; the source stays open.
   *
   * @param source gives connections that no transaction of the application uses at the time
   * @throws IllegalArgumentException if it is Spring's source that gives those
   */
  public static Builder builder(DataSource source) {
    if (source.getClass().getSimpleName().equals("TransactionAwareDataSourceProxy")) {
      throw new IllegalArgumentException(
          "source: gives connections of running transactions; hand in the source behind it");
    }
    return new Builder(null, source);
  }

  /**
   * The statements that make the tables, for those who make them by themselves.
   *
   * @param product SQLite, PostgreSQL or H2, as the driver calls it
   * @throws IllegalArgumentException if the outbox cannot be kept there
   */
  public static String schema(String product) {
    return new Table(Dialect.of(product), Table.DEFAULT_NAME).script();
  }

  /** The statements that make the tables of this outbox. */
  public String schema() {
    return table.script();
  }

  /**
   * Adds a message in the application's transaction: it is sent after the commit, and was never
   * there after a rollback. Does not commit, roll back or close. With auto-commit on it is durable
   * when this returns.
   *
   * <p>A message that cannot be stored for a reason other than a failing database ({@link
   * Reason#FULL}, {@code TOO_LARGE}, {@code DUPLICATE}, {@code ATTACHMENT}) leaves the transaction
   * as it was.
   *
   * @param connection to the outbox's database
   * @throws OutboxException as {@link #add} does
   * @throws IllegalArgumentException if the connection leads to another kind of database
   */
  public void enqueue(Connection connection, EmailMessage message) {
    adding.add(Objects.requireNonNull(connection, "connection"), Submission.of(message));
  }

  @Override
  public void add(Submission submission) {
    adding.add(submission);
  }

  /** {@inheritDoc} At most once a minute it also deletes records of messages sent long ago. */
  @Override
  public List<Claim> claim(int most, Duration lease) {
    if (most < 1) {
      throw new IllegalArgumentException("most: must be at least 1");
    }
    sweep.ifDue();
    return reading(() -> claiming.claim(most, lease));
  }

  @Override
  public boolean mark(Claim claim, Mark mark) {
    return writing(() -> ending.mark(claim, mark));
  }

  @Override
  public boolean settle(Claim claim, Settlement settlement) {
    boolean settled = writing(() -> ending.settle(claim, settlement));
    fill.shrunk();
    return settled;
  }

  @Override
  public void hasten(int mostRounds) {
    writing(
        () -> {
          ending.hasten(mostRounds);
          return true;
        });
  }

  /**
   * {@inheritDoc} Those of ended messages may be older where there are so many that counting them
   * takes more than 10 ms: a hundred times as long as it takes.
   */
  @Override
  public OutboxCounts counts() {
    return reading(counting::counts);
  }

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return reading(
            () ->
                database.twice(
                    connection -> Statements.list(connection, sql.find, Rows::entry, id.value())))
        .stream()
        .findFirst();
  }

  @Override
  public List<OutboxEntry> list(OutboxState state, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: must be at least 1");
    }
    return List.copyOf(
        reading(
            () ->
                database.twice(
                    connection ->
                        Statements.list(connection, sql.list, Rows::entry, state.name(), most))));
  }

  /**
   * {@inheritDoc}
   *
   * @throws OutboxException also with {@link Reason#DUPLICATE} if another live message has its
   *     dedupe key
   */
  @Override
  public boolean retry(MessageId id) {
    return writing(() -> ending.retry(id));
  }

  @Override
  public int purge(OutboxState state, Duration age) {
    if (state.isLive()) {
      throw new IllegalArgumentException("state: " + state + " is not an end");
    }
    return writing(() -> ending.purge(state, age, Integer.MAX_VALUE));
  }

  /** Closes its file; an application's source of connections stays open. */
  @Override
  public void close() {
    database.close();
  }

  /** The kind of database and the table. */
  @Override
  public String toString() {
    return "JdbcOutbox[" + table.dialect().product + ", table " + table.name() + "]";
  }

  private interface Call<T extends @Nullable Object> {
    T call() throws SQLException;
  }

  private <T extends @Nullable Object> T reading(Call<T> call) {
    try {
      return call.call();
    } catch (SQLException e) {
      throw fault(e, Reason.STORAGE);
    }
  }

  private <T extends @Nullable Object> T writing(Call<T> call) {
    try {
      return call.call();
    } catch (SQLException e) {
      throw fault(e, Faults.isInDoubt(e) ? Reason.UNCERTAIN : Reason.STORAGE);
    }
  }

  private OutboxException fault(SQLException failure, Reason reason) {
    return Faults.isMissingTable(failure) ? Schema.missing(table) : Faults.of(failure, reason);
  }

  /** Settings of an outbox. Not thread-safe. */
  public static final class Builder {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private final @Nullable Path file;
    private final @Nullable DataSource source;
    private String table = Table.DEFAULT_NAME;
    private boolean createSchema;
    private Settings settings = Settings.DEFAULTS;
    private LongSupplier nanos = System::nanoTime;
    private Duration busyTimeout = BUSY_TIMEOUT;

    private Builder(@Nullable Path file, @Nullable DataSource source) {
      this.file = file;
      this.source = source;
    }

    /**
     * The table; default {@code ak_email_outbox}. A second one, with {@code _schema} at the end of
     * the name, holds the version of its columns.
     *
     * @param name a letter or underscore and up to 39 letters, digits and underscores; also two
     *     such names with a dot between: schema and table
     */
    public Builder table(String name) {
      this.table = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Makes the tables if they are missing. Needs a user who may. Without this they must be there,
     * see {@link JdbcOutbox#schema(String)}; in a file they are always made.
     */
    public Builder createSchema() {
      this.createSchema = true;
      return this;
    }

    /** The most messages that may wait to be sent, at least 1; default 10,000. */
    public Builder maxMessages(long most) {
      this.settings = settings.withMaxMessages(most);
      return this;
    }

    /** The most bytes that may wait to be sent, as stored, at least 1; default 256 MiB. */
    public Builder maxBytes(long most) {
      this.settings = settings.withMaxBytes(most);
      return this;
    }

    /** The most bytes of one message, as stored, at least 1; default 40 MiB. */
    public Builder maxMessageBytes(long most) {
      this.settings = settings.withMaxMessageBytes(most);
      return this;
    }

    /**
     * After what time a message expires that does not say so itself; default 24 h.
     *
     * @param span 1 s to 10 years
     */
    public Builder timeToLive(Duration span) {
      this.settings = settings.withTimeToLive(Objects.requireNonNull(span, "span"));
      return this;
    }

    /**
     * How long the record of a sent message is kept, in which the same message is not sent again;
     * default 7 days.
     *
     * @param span 0 to 10 years
     */
    public Builder keepSent(Duration span) {
      this.settings = settings.withKeepSent(Objects.requireNonNull(span, "span"));
      return this;
    }

    Builder nanos(LongSupplier clock) {
      this.nanos = clock;
      return this;
    }

    Builder busyTimeout(Duration span) {
      this.busyTimeout = span;
      return this;
    }

    /**
     * The outbox, ready for use: connects, and looks whether the tables are there.
     *
     * @throws IllegalArgumentException if settings are wrong, naming them all; or the outbox cannot
     *     be kept in this kind of database
     * @throws OutboxException with {@link Reason#STORAGE} if the database cannot be used, or the
     *     tables are missing or of another version
     */
    public JdbcOutbox build() {
      List<String> problems = new ArrayList<>(settings.problems());
      if (!Table.isName(table)) {
        problems.add("table: must be a name like " + Table.DEFAULT_NAME);
      }
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("; ", problems));
      }
      Connections connections = connections();
      boolean built = false;
      try {
        JdbcOutbox outbox = open(connections);
        built = true;
        return outbox;
      } catch (SQLException e) {
        throw Faults.of(e, Reason.STORAGE);
      } finally {
        if (!built) {
          connections.close();
        }
      }
    }

    private Connections connections() {
      return file != null
          ? new SqliteFile(file, new Table(Dialect.SQLITE, table), busyTimeout)
          : Connections.of(Objects.requireNonNull(source));
    }

    private JdbcOutbox open(Connections connections) throws SQLException {
      Dialect dialect =
          new Database(connections, Dialect.SQLITE).once(connection -> Dialect.of(connection));
      Database database = new Database(connections, dialect);
      Table place = new Table(dialect, table);
      if (createSchema) {
        Schema.create(database, place);
      }
      Schema.check(database, place, new Sql(place));
      return new JdbcOutbox(database, place, settings, nanos);
    }
  }
}
