package io.akemail.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Instant;

/**
 * A client's connection to a test server. Read by its own thread alone; written, closed and reset
 * by any.
 */
final class Connection {
  private final Socket socket;
  private final int number;
  private final InputStream in;

  Connection(Socket socket, int number) throws IOException {
    this.socket = socket;
    this.number = number;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /** From 1, in the order of acceptance. */
  int number() {
    return number;
  }

  InputStream in() {
    return in;
  }

  void answer(CannedAnswer answer) throws IOException {
    write(answer.bytes(Instant.now()));
  }

  synchronized void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Ends it in good order (FIN), as far as the system allows with unread bytes about. */
  void close() {
    try (socket) {
      socket.shutdownOutput();
    } catch (IOException e) {
      // it is closed all the same
    }
  }

  /** Breaks it off (RST). */
  void reset() {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
