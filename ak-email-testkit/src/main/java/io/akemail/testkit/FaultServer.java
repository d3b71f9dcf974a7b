package io.akemail.testkit;

import io.akemail.testkit.Fault.End;
import io.akemail.testkit.Fault.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scripted HTTP/1.1 server on loopback that answers, or breaks an exchange at a chosen point.
 *
 * <p>Each exchange takes the next step of the script, and the default once the script is over. A
 * fault on a reused connection is an answer, then the fault. What the client did is counted on the
 * side that cannot be fooled: connections, requests begun, whole requests. Thread-safe. Closing
 * ends all connections and threads.
 */
public final class FaultServer implements AutoCloseable {
  private final LoopbackServer server;
  private final Deque<Step> script = new ArrayDeque<>();
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final Tally begun = new Tally();
  private final Tally whole = new Tally();
  private final Tally faults = new Tally();
  private Step byDefault = new Step(null, request -> CannedAnswer.of(200));
  private CountDownLatch gate = new CountDownLatch(1);

  /** Either a fault or an answer. */
  private record Step(@Nullable Fault fault, Function<RecordedRequest, CannedAnswer> answer) {
    static Step of(Fault fault) {
      return new Step(fault, request -> fault.answer());
    }

    boolean isAt(Stage stage) {
      return fault != null && fault.at() == stage;
    }
  }

  private FaultServer() {
    server = new LoopbackServer("testkit-fault", this::serve);
  }

  /** Starts a server that answers 200 until told otherwise. */
  public static FaultServer start() {
    return new FaultServer();
  }

  /** An http URI of a port at which nobody listens. */
  public static URI closedPort() {
    try (LoopbackServer gone = new LoopbackServer("testkit-closed", connection -> {})) {
      return gone.uri("http");
    }
  }

  /** Where it listens, {@code http://127.0.0.1:port}. */
  public URI uri() {
    return server.uri("http");
  }

  /** The same place for clients that begin with TLS, which this server does not speak. */
  public URI httpsUri() {
    return server.uri("https");
  }

  /** Adds an answer to the script. */
  public FaultServer then(CannedAnswer answer) {
    return add(new Step(null, request -> answer));
  }

  /** Adds a fault to the script. */
  public FaultServer then(Fault fault) {
    return add(Step.of(fault));
  }

  /** Sets the answer to everything that comes after the script. */
  public FaultServer otherwise(CannedAnswer answer) {
    return otherwise(request -> answer);
  }

  /** Sets how everything that comes after the script is answered; called on many threads. */
  public synchronized FaultServer otherwise(Function<RecordedRequest, CannedAnswer> answer) {
    byDefault = new Step(null, Objects.requireNonNull(answer, "answer"));
    return this;
  }

  /** Sets the fault of everything that comes after the script. */
  public synchronized FaultServer otherwise(Fault fault) {
    byDefault = Step.of(fault);
    return this;
  }

  /** Ends every {@link End#HANG} and {@link End#PAUSE} that goes on now; later ones hang again. */
  public synchronized void release() {
    gate.countDown();
    gate = new CountDownLatch(1);
  }

  /** How many connections were accepted. */
  public int connections() {
    return server.connections();
  }

  /** How many requests had at least their head read. */
  public int begun() {
    return begun.count();
  }

  /** How many POSTs were read wholly, body included: each may have been a mail. */
  public synchronized int wholePosts() {
    return (int) requests.stream().filter(request -> request.method().equals("POST")).count();
  }

  /** The whole requests so far, in the order in which they were read. */
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Waits until that many whole requests were read; false if they were not in time. */
  public boolean awaitRequests(int atLeast, Duration timeout) {
    return whole.await(atLeast, timeout);
  }

  /** Waits until that many faults have begun to act; false if they have not in time. */
  public boolean awaitFaults(int atLeast, Duration timeout) {
    return faults.await(atLeast, timeout);
  }

  /** Resets all connections and stops listening. */
  @Override
  public void close() {
    synchronized (this) {
      byDefault = new Step(null, request -> CannedAnswer.of(503));
      script.clear();
      gate.countDown();
      gate = new CountDownLatch(0);
    }
    server.close();
  }

  private synchronized FaultServer add(Step step) {
    script.add(step);
    return this;
  }

  private synchronized Step peek() {
    Step next = script.peek();
    return next == null ? byDefault : next;
  }

  private synchronized Step take() {
    Step next = script.poll();
    return next == null ? byDefault : next;
  }

  private void serve(Connection connection) throws IOException {
    while (true) {
      if (peek().isAt(Stage.IDLE) && !goesOn(connection, take().fault())) {
        return;
      }
      connection.in().mark(1);
      if (connection.in().read() < 0) {
        return;
      }
      connection.in().reset();
      Step step = take();
      if (step.isAt(Stage.HANDSHAKE)) {
        connection.write(new byte[] {0x15, 'g', 'a', 'r', 'b', 'a', 'g', 'e', '\r', '\n'});
        goesOn(connection, step.fault());
        return;
      }
      if (!exchange(connection, step)) {
        return;
      }
    }
  }

  private boolean exchange(Connection connection, Step step) throws IOException {
    RequestHead head = RequestHead.read(connection.in());
    if (head == null) {
      return false;
    }
    begun.add();
    if (step.isAt(Stage.HALF_REQUEST)) {
      head.readHalfOfBody(connection.in());
      return goesOn(connection, step.fault());
    }
    RecordedRequest request =
        new RecordedRequest(head, head.readBody(connection.in()), connection.number());
    synchronized (this) {
      requests.add(request);
    }
    whole.add();
    CannedAnswer answer = step.answer().apply(request);
    if (step.fault() == null) {
      connection.answer(answer);
      return true;
    }
    byte[] bytes = answer.bytes(Instant.now());
    int cut = cutAt(step.fault().at(), bytes, answer);
    connection.write(Arrays.copyOf(bytes, cut));
    if (!goesOn(connection, step.fault())) {
      return false;
    }
    connection.write(Arrays.copyOfRange(bytes, cut, bytes.length));
    return true;
  }

  private static int cutAt(Stage stage, byte[] bytes, CannedAnswer answer) {
    int statusLine = answer.statusLine().length();
    int head = bytes.length - answer.bodyBytes().length;
    return switch (stage) {
      case IDLE, HANDSHAKE, HALF_REQUEST, WHOLE_REQUEST -> 0;
      case HALF_STATUS_LINE -> statusLine / 2;
      case HALF_HEADERS -> (statusLine + head) / 2;
      case HALF_BODY -> (head + bytes.length) / 2;
    };
  }

  /** Carries the fault out; true if the exchange goes on. */
  private boolean goesOn(Connection connection, @Nullable Fault fault) {
    End how = fault == null ? End.CLOSE : fault.how();
    CountDownLatch here;
    synchronized (this) {
      here = gate;
    }
    faults.add();
    switch (how) {
      case CLOSE -> connection.close();
      case RESET -> connection.reset();
      case HANG, PAUSE -> {
        await(here);
        if (how == End.PAUSE) {
          return true;
        }
        connection.reset();
      }
    }
    return false;
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
