package io.akemail.benchmarks.send;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Answers every request with 202 as SendGrid does, as cheaply as can be; in a JVM of its own, so
 * that its work is not counted as the client's. Tells its port on standard output, and ends when
 * its standard input does.
 */
public final class BenchServer {
  private static final byte[] ANSWER =
      String.join(
              "\r\n",
              "HTTP/1.1 202 Accepted",
              "X-Message-Id: AbCdEfGhIjKlMnOpQrStUv",
              "Date: Mon, 01 Jan 2024 00:00:00 GMT",
              "Content-Length: 0",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);
  private static final int BACKLOG = 512;

  private BenchServer() {}

  /** Serves until standard input ends. */
  @SuppressWarnings("SystemOut") // the parent reads the port there
  public static void main(String[] args) throws IOException {
    ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon(() -> accept(listening));
    System.out.println(listening.getLocalPort());
    while (System.in.read() >= 0) {
      // the parent writes nothing
    }
  }

  private static void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket client = listening.accept();
        client.setTcpNoDelay(true);
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // the end
    }
  }

  private static void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 14)) {
      OutputStream out = client.getOutputStream();
      for (int length = readHead(in); length >= 0; length = readHead(in)) {
        in.skipNBytes(length);
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  /** Reads a request's head; its content length, or -1 at the end of the connection. */
  private static int readHead(InputStream in) throws IOException {
    int length = 0;
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append((char) c);
        continue;
      }
      String field = line.toString().strip().toLowerCase(Locale.ROOT);
      line.setLength(0);
      if (field.isEmpty()) {
        return length;
      }
      if (field.startsWith("content-length:")) {
        length = Integer.parseInt(field.substring("content-length:".length()).strip());
      }
    }
    if (line.length() > 0) {
      throw new EOFException("in the middle of a head");
    }
    return -1;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "bench-server");
    thread.setDaemon(true);
    thread.start();
  }
}
