package io.akemail.examples.runner;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The size of a terminal.
 *
 * @param columns its width in characters
 * @param rows its height in lines
 */
record Terminal(int columns, int rows) {
  private static final Terminal USUAL = new Terminal(80, 24);

  /** Whether there is one that understands control sequences. */
  static boolean isThere() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** Its size now, as {@code stty} tells; 80 by 24 if it tells nothing. */
  static Terminal now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
        return parse(answer);
      }
    } catch (IOException e) {
      return USUAL; // no such command
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return USUAL;
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
