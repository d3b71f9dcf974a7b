package io.akemail.jdbc.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The providers as one process sees them, and its way to tell what it did. Notes an acceptance
 * first, and answers a little later. Thread-safe.
 */
final class Line implements AutoCloseable {
  private static final String LAST = "LAST";

  private final int process;
  private final Ledger ledger;
  private final Habits habits;
  private final ScheduledExecutorService clock;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Future<?> accepting;

  /** How the providers behave. Thread-safe. */
  interface Habits {
    /** What is answered: null as usual, empty for nothing at all, a text instead of acceptance. */
    default String refusal(String[] request) {
      return null;
    }

    /** Whether the answer to what was accepted is lost. */
    default boolean losesAnswer(String[] request) {
      return false;
    }

    /** How many milliseconds lie between an acceptance and its answer. */
    int delay();

    /** Something was accepted and is not answered yet. */
    default void accepted(int process, String id) {}
  }

  /** Answers after 0 to 12 ms. */
  static Habits usual(Random random) {
    return () -> random.nextInt(13);
  }

  Line(int process, Ledger ledger, Habits habits, ScheduledExecutorService clock)
      throws IOException {
    this.process = process;
    this.ledger = ledger;
    this.habits = habits;
    this.clock = clock;
    this.server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    this.accepting = threads.submit(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int process() {
    return process;
  }

  boolean isReady(long millis) throws InterruptedException {
    return ready.await(millis, TimeUnit.MILLISECONDS);
  }

  private Void accept() throws IOException {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (SocketException e) {
      if (!server.isClosed()) {
        throw e;
      }
    }
    return null;
  }

  private void serve(Socket socket) {
    try (Wire wire = new Wire(socket)) {
      for (String line = wire.read(); line != null; line = wire.read()) {
        if (line.equals(LAST)) {
          server.close();
          return;
        }
        String answer = answer(line.split(" ", -1));
        if (answer.isEmpty()) {
          return;
        }
        wire.write(answer);
      }
    } catch (IOException e) {
      // The process was killed.
    } catch (Exception e) {
      ledger.fault("a line broke: " + e);
    }
  }

  private String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "READY" -> ready.countDown();
      case "SEND" -> {
        return sent(words);
      }
      case "TOLD" -> {
        ledger.told(words[1], words[2]);
        if (words.length > 3) {
          ledger.told("TOLD " + words[3], words[2]);
        }
      }
      default -> ledger.fault("not understood: " + String.join(" ", words));
    }
    return "OK";
  }

  private String sent(String[] words) throws Exception {
    String refusal = habits.refusal(words);
    if (refusal != null) {
      return refusal;
    }
    Ledger.Taken taken = ledger.take(process, words);
    habits.accepted(process, words[3]);
    int delay = habits.delay();
    if (delay > 0) {
      clock.schedule(() -> {}, delay, TimeUnit.MILLISECONDS).get();
    }
    if (habits.losesAnswer(words)) {
      return "";
    }
    return (taken.isReplay() ? "REPLAYED " : "TAKEN ") + taken.receipt();
  }

  /** Ends after all that the process had written before its end was read. */
  @Override
  public void close() throws IOException {
    try (Wire last = Wire.to(port())) {
      last.write(LAST);
      accepting.get(); // whoever connected before is served before
      threads.shutdown();
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        throw new AssertionError("somebody still holds process " + process + "'s line");
      }
    } catch (ExecutionException e) {
      throw new AssertionError("the server ended in a fault", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
