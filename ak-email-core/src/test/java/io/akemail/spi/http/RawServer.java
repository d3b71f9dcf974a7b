package io.akemail.spi.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server whose every byte a test decides, and which counts the POSTs that came whole: one script
 * per connection, in the order in which connections come; the last one serves all later ones.
 */
final class RawServer implements AutoCloseable {
  /** What to do with one connection. */
  interface Script {
    void serve(Peer peer) throws Exception;
  }

  static final String OK = "HTTP/1.1 202 Accepted\r\nX-Message-Id: m1\r\nContent-Length: 0\r\n\r\n";

  private final ServerSocket server;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger fullPosts = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(Script... scripts) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(() -> accept(List.of(scripts)));
  }

  /** A script that answers every request of its connection. */
  static Script answering(String answer) {
    return peer -> {
      while (true) {
        peer.readRequest();
        peer.write(answer);
      }
    };
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int port() {
    return server.getLocalPort();
  }

  int fullPosts() {
    return fullPosts.get();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept(List<Script> scripts) {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        Script script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
        daemon(() -> serve(script, socket));
      }
    } catch (IOException e) {
      // Closed: the end of the test.
    }
  }

  private void serve(Script script, Socket socket) {
    try (socket) {
      script.serve(new Peer(socket));
    } catch (Exception e) {
      // The client went away; what it saw is what the test looks at.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** The server's end of one connection. */
  final class Peer {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Reads a head, up to and with its empty line. */
    String readHead() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        head.write(readByte());
      }
      return head.toString(StandardCharsets.US_ASCII);
    }

    /** Reads that many bytes of a body. */
    byte[] read(int count) throws IOException {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException();
      }
      return bytes;
    }

    /** Reads a whole request and counts it. Gives its head and body. */
    String readRequest() throws IOException {
      String head = readHead();
      String body = new String(read(contentLength(head)), StandardCharsets.UTF_8);
      if (head.startsWith("POST ")) {
        fullPosts.incrementAndGet();
      }
      return head + body;
    }

    /** Reads the body of a request whose head was read, and keeps nothing of it. */
    void skipBody(String head) throws IOException {
      in.skipNBytes(contentLength(head));
      fullPosts.incrementAndGet();
    }

    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Closes with a reset instead of an orderly end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    void close() throws IOException {
      socket.close();
    }

    /** Waits until the client has closed its end. */
    void awaitEnd() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
    }

    private int readByte() throws IOException {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      return b;
    }

    private static int contentLength(String head) {
      for (String line : head.lines().toList()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          return Integer.parseInt(line.substring(15).strip());
        }
      }
      return 0;
    }
  }
}
