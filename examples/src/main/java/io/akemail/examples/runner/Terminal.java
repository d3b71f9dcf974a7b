package io.akemail.examples.runner;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The terminal on which this process shows its output.
 *
 * @param columns its width in characters
 * @param rows its height in lines
 */
public record Terminal(int columns, int rows) {
  /** Asks the shell: {@code System.console()} tells it on older Java versions only. */
  private static final String QUESTION =
      "test -t 1 && { stty size < /dev/tty 2> /dev/null || echo 24 80; } >&2";

  private static final Terminal USUAL = new Terminal(80, 24);

  /** The terminal with its size now; empty if there is none, or one that cannot draw. */
  public static Optional<Terminal> find() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return Optional.empty();
    }
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", QUESTION)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .start();
      String answer = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII);
      boolean ended = shell.waitFor(1, TimeUnit.SECONDS);
      return ended && shell.exitValue() == 0 ? Optional.of(parse(answer)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a system without that shell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Terminal parse(String answer) {
    String[] parts = answer.strip().split(" ", -1);
    try {
      int rows = Integer.parseInt(parts[0]);
      int columns = Integer.parseInt(parts[1]);
      return rows > 0 && columns > 0 ? new Terminal(columns, rows) : USUAL;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return USUAL;
    }
  }
}
