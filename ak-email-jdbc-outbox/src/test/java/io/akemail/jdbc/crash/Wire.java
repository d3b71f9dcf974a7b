package io.akemail.jdbc.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which each line is answered by a line. Belongs to one thread. */
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  static Wire to(int port) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** What the other side says; null after its end. */
  String read() throws IOException {
    return in.readLine();
  }

  void write(String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Says something and waits for the answer. */
  String ask(String line) throws IOException {
    write(line);
    String answer = read();
    if (answer == null) {
      throw new IOException("no answer");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
