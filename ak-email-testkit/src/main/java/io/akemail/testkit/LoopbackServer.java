package io.akemail.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Accepts connections on 127.0.0.1 and gives each a thread of its own. */
final class LoopbackServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 512;
  private static final long JOIN_MILLIS = 2_000;

  /**
   * Ports from here on, below those that systems give to outgoing connections: so nobody takes the
   * port while it is closed on purpose.
   */
  private static final int FIRST_PORT = 12_000;

  private static final int PORTS = 20_000;

  /** Talks to one client until either has enough. */
  @FunctionalInterface
  interface Handler {
    void serve(Connection connection) throws IOException;
  }

  private final String name;
  private final Handler handler;
  private final int port;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Map<Connection, Thread> open = new ConcurrentHashMap<>();
  private @Nullable ServerSocket listening;
  private @Nullable Thread acceptor;
  private boolean closed;

  LoopbackServer(String name, Handler handler) {
    this.name = name;
    this.handler = handler;
    ServerSocket first = bindSomewhere();
    this.port = first.getLocalPort();
    accept(first);
  }

  URI uri(String scheme) {
    return URI.create(scheme + "://" + HOST + ":" + port);
  }

  int connections() {
    return accepted.get();
  }

  /** From now on connections are refused, and those that are open are reset. */
  void refuse() {
    stopListening();
    resetAll();
  }

  /** Listens again, on the same port. */
  synchronized void listen() {
    if (listening == null && !closed) {
      accept(bind(port));
    }
  }

  void resetAll() {
    open.keySet().forEach(Connection::reset);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    stopListening();
    List<Thread> threads = new ArrayList<>(open.values());
    resetAll();
    threads.forEach(LoopbackServer::join);
  }

  /** Waits for the acceptor too: until it has left, the system still takes connections. */
  private void stopListening() {
    Thread accepting;
    synchronized (this) {
      accepting = acceptor;
      if (listening != null) {
        try {
          listening.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        listening = null;
      }
    }
    if (accepting != null) {
      join(accepting);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void accept(ServerSocket socket) {
    listening = socket;
    Thread thread = new Thread(() -> acceptLoop(socket), name + "-accept");
    thread.setDaemon(true);
    acceptor = thread;
    thread.start();
  }

  private void acceptLoop(ServerSocket socket) {
    while (true) {
      try {
        begin(socket.accept(), socket);
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
      }
    }
  }

  private synchronized void begin(Socket client, ServerSocket acceptedBy) throws IOException {
    Connection connection = new Connection(client, accepted.incrementAndGet());
    if (listening != acceptedBy) {
      connection.reset();
      return;
    }
    Thread thread = new Thread(() -> run(connection), name + "-" + connection.number());
    thread.setDaemon(true);
    open.put(connection, thread);
    thread.start();
  }

  private void run(Connection connection) {
    try {
      handler.serve(connection);
    } catch (IOException e) {
      // the client went away, or this server reset the connection
    } finally {
      connection.close();
      open.remove(connection);
    }
  }

  private ServerSocket bindSomewhere() {
    int offset = ThreadLocalRandom.current().nextInt(PORTS);
    for (int i = 0; i < 200; i++) {
      try {
        return bind(FIRST_PORT + (offset + i) % PORTS);
      } catch (UncheckedIOException e) {
        // taken; the next one
      }
    }
    return bind(0);
  }

  private ServerSocket bind(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), wanted), BACKLOG);
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
