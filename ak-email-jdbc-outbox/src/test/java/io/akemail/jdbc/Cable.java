package io.akemail.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Leads to a server, and is cut where a test says so. */
final class Cable implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final List<Socket> ends = new CopyOnWriteArrayList<>();
  private final AtomicReference<Cut> cut = new AtomicReference<>();
  private volatile boolean down;

  /**
   * Cuts once.
   *
   * @param text in what the client sends
   * @param carriedOut whether the server still gets and answers it
   * @param forGood whether it stays cut
   */
  record Cut(String text, boolean carriedOut, boolean forGood) {}

  Cable(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void cutAt(Cut next) {
    cut.set(next);
  }

  void mend() {
    down = false;
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // An end was closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = server.accept();
      if (down) {
        client.close();
        continue;
      }
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
      ends.add(client);
      ends.add(upstream);
      AtomicReference<Cut> waiting = new AtomicReference<>();
      daemon(
          () -> {
            try (upstream) {
              send(client, upstream, waiting);
            }
          });
      daemon(
          () -> {
            try (client) {
              answer(upstream, client, waiting);
            }
          });
    }
  }

  private void send(Socket client, Socket upstream, AtomicReference<Cut> waiting)
      throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = upstream.getOutputStream();
    byte[] bytes = new byte[1 << 16];
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      Cut next = cut.get();
      boolean matches =
          next != null
              && new String(bytes, 0, n, StandardCharsets.ISO_8859_1).contains(next.text)
              && cut.compareAndSet(next, null);
      if (matches) {
        waiting.set(next);
        if (!next.carriedOut) {
          breakOff(client, upstream, next);
          return;
        }
      }
      out.write(bytes, 0, n);
      out.flush();
    }
  }

  private void answer(Socket upstream, Socket client, AtomicReference<Cut> waiting)
      throws IOException {
    InputStream in = upstream.getInputStream();
    byte[] bytes = new byte[1 << 16];
    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
      Cut next = waiting.get();
      if (next != null) {
        breakOff(client, upstream, next);
        return;
      }
      client.getOutputStream().write(bytes, 0, n);
      client.getOutputStream().flush();
    }
  }

  private void breakOff(Socket client, Socket upstream, Cut next) throws IOException {
    down = next.forGood;
    client.close();
    upstream.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket end : ends) {
      end.close();
    }
  }
}
