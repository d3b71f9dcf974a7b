package io.akemail.testkit;

import io.akemail.testkit.Behaviour.Mode;
import io.akemail.testkit.Dialect.Verdict;
import io.akemail.testkit.Reply.How;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A local stand-in for an email service that speaks its dialect over real HTTP on loopback.
 *
 * <p>Every request is checked as strictly as the service's documents allow, and answered as the
 * service answers. {@link #behave} makes it ill in a chosen way, at any time; {@link #heal} makes
 * it well. It keeps what came in, by this library's message id, so that lost and doubled mails are
 * found. Thread-safe. Closing ends all connections and threads.
 */
public final class ProviderServer implements AutoCloseable {
  private final Dialect dialect;
  private final LoopbackServer server;
  private final ScheduledExecutorService later;
  private final Ledger ledger = new Ledger();
  private final List<Held> held = new ArrayList<>();
  private final Object switching = new Object();
  private volatile @Nullable KeyMemory keys;
  private volatile Behaviour behaviour = Behaviour.healthy();

  /** A call without an answer yet. */
  private record Held(Connection connection, Reply reply, boolean accepts, ServerCall call) {}

  private ProviderServer(Dialect dialect) {
    this.dialect = dialect;
    String name = "testkit-" + dialect.name();
    this.later =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name + "-later");
              thread.setDaemon(true);
              return thread;
            });
    this.server = new LoopbackServer(name, this::serve);
  }

  /**
   * Starts a stand-in for SendGrid: {@code POST /v3/mail/send}, {@code GET /v3/scopes}.
   *
   * @param apiKey the one key that it knows
   */
  public static ProviderServer sendGrid(String apiKey) {
    return new ProviderServer(new SendGridDialect(Objects.requireNonNull(apiKey, "apiKey")));
  }

  /**
   * Starts a stand-in for SparkPost: {@code POST /api/v1/transmissions}, {@code GET
   * /api/v1/account}.
   *
   * @param apiKey the one key that it knows
   */
  public static ProviderServer sparkPost(String apiKey) {
    return new ProviderServer(new SparkPostDialect(Objects.requireNonNull(apiKey, "apiKey")));
  }

  /**
   * Starts a stand-in for Mailgun: {@code POST /v3/<domain>/messages}, {@code GET
   * /v3/domains/<domain>}.
   *
   * @param domain the one sending domain that it knows
   * @param apiKey the one key that it knows
   */
  public static ProviderServer mailgun(String domain, String apiKey) {
    return new ProviderServer(
        new MailgunDialect(
            Objects.requireNonNull(domain, "domain"), Objects.requireNonNull(apiKey, "apiKey")));
  }

  /**
   * The base URL to give to the provider, the same as long as this server lives: {@code
   * http://127.0.0.1:port}, at SparkPost followed by {@code /api/v1}.
   */
  public URI baseUrl() {
    return server.uri("http").resolve(dialect.basePath());
  }

  /** Changes how it treats its clients. Calls that hang are settled as their behaviour says. */
  public void behave(Behaviour next) {
    List<Held> settled;
    synchronized (switching) {
      Mode before = behaviour.mode();
      behaviour = Objects.requireNonNull(next, "next");
      settled = List.copyOf(held);
      held.clear();
      if (next.mode() == Mode.REFUSING) {
        server.refuse();
      } else if (before == Mode.REFUSING) {
        server.listen();
      }
    }
    settled.forEach(this::settle);
  }

  /**
   * From now on a request with the {@code Idempotency-Key} of a mail that was taken is answered as
   * that one was, and no second mail is taken, as SparkPost documents since August 2026. Without
   * this the key is ignored, as it is by every other service and by older deployments.
   */
  public ProviderServer rememberingIdempotencyKeys() {
    keys = new KeyMemory();
    return this;
  }

  /** Makes it well again. */
  public void heal() {
    behave(Behaviour.healthy());
  }

  /** Tells each call to a listener, on the server's threads; it must be quick and not throw. */
  public void onCall(Consumer<ServerCall> listener) {
    ledger.listen(Objects.requireNonNull(listener, "listener"));
  }

  /** What was counted until now. */
  public ServerCounts counts() {
    return ledger.counts();
  }

  /** The mails taken, each once, in the order in which they came. */
  public List<ReceivedMail> mails() {
    return ledger.mails();
  }

  /** How many times the mail of this message was taken. */
  public int copies(String messageId) {
    return ledger.copies(messageId);
  }

  /**
   * All calls in the order in which their fate was known. One that hangs is here as not accepted;
   * if it is taken later, listeners are told a second time and the counts change.
   */
  public List<ServerCall> calls() {
    return ledger.calls();
  }

  /** In what requests broke the documented dialect: field and fault, never content. */
  public List<String> violations() {
    return ledger.violations();
  }

  /** The last request to the endpoint that takes mail. */
  public Optional<RecordedRequest> lastSend() {
    return Optional.ofNullable(ledger.lastSend());
  }

  /** Waits for that many calls to the endpoint that takes mail; false if too few came in time. */
  public boolean awaitSendCalls(int atLeast, Duration timeout) {
    return ledger.sendCalls().await(atLeast, timeout);
  }

  /** Resets all connections and stops listening. */
  @Override
  public void close() {
    server.close();
    later.shutdownNow();
  }

  private void serve(Connection connection) throws IOException {
    RequestHead head = RequestHead.read(connection.in());
    while (head != null) {
      byte[] body = head.readBody(connection.in());
      RecordedRequest request = new RecordedRequest(head, body, connection.number());
      if (!handle(connection, request)) {
        return;
      }
      head = RequestHead.read(connection.in());
    }
  }

  /** False if the connection is to be closed. */
  private boolean handle(Connection connection, RecordedRequest request) throws IOException {
    Instant now = Instant.now();
    if (!dialect.isSend(request)) {
      return reply(connection, request, null, now);
    }
    Verdict verdict = dialect.judge(request, now);
    KeyMemory memory = keys;
    if (memory != null) {
      verdict = memory.judge(request, verdict);
    }
    ledger.saw(request, verdict.violations());
    return reply(connection, request, verdict, now);
  }

  private boolean reply(
      Connection connection, RecordedRequest request, @Nullable Verdict verdict, Instant now)
      throws IOException {
    Behaviour current = behaviour;
    Reply reply =
        verdict == null
            ? Reply.toOther(current, dialect, request)
            : Reply.toMail(current, dialect, verdict, now);
    ServerCall call =
        new ServerCall(
            request.readAtNanos(),
            verdict != null,
            verdict == null ? null : verdict.mail(),
            reply.accepts(),
            reply.answers() ? reply.answer().status() : 0);
    KeyMemory memory = keys;
    if (memory != null && verdict != null && reply.accepts()) {
      memory.remember(request, verdict.answer());
    }
    ledger.add(call);
    if (reply.hangs()) {
      hold(new Held(connection, reply, verdict != null && verdict.accepted(), call), current);
    }
    return carryOut(connection, reply, current);
  }

  /** Keeps a call until the behaviour ends under which it hangs; that may be over already. */
  private void hold(Held one, Behaviour under) {
    synchronized (switching) {
      if (behaviour == under) {
        held.add(one);
        return;
      }
    }
    settle(one);
  }

  private boolean carryOut(Connection connection, Reply reply, Behaviour current)
      throws IOException {
    switch (reply.how()) {
      case ANSWER -> connection.answer(reply.answer());
      case ANSWER_SLOWLY -> answerLater(connection, reply.answer(), current.time());
      case RESET -> {
        connection.reset();
        return false;
      }
      case HANG_THEN_RESET, HANG_THEN_ANSWER -> {
        // the connection's thread goes on to wait for the next request, or for the client to leave
      }
    }
    return true;
  }

  private void answerLater(Connection connection, CannedAnswer answer, Duration time) {
    Future<?> unused =
        later.schedule(
            () -> answerIfOpen(connection, answer), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static void answerIfOpen(Connection connection, CannedAnswer answer) {
    try {
      connection.answer(answer);
    } catch (IOException e) {
      // the client has gone
    }
  }

  private void settle(Held one) {
    if (one.reply().how() != How.HANG_THEN_ANSWER) {
      one.connection().reset();
      return;
    }
    ServerCall call = one.call();
    int status = one.reply().answer().status();
    if (one.accepts()) {
      ledger.acceptLate(new ServerCall(call.atNanos(), call.toSend(), call.mail(), true, status));
    }
    answerIfOpen(one.connection(), one.reply().answer());
  }
}
