package io.akemail.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Every line that is logged while it is open, at all levels: through {@code java.util.logging}, and
 * through Logback if that is there.
 */
final class LogCapture implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final @Nullable Level before = root.getLevel();
  private final Handler handler = new Lines();
  private final @Nullable Runnable logback;

  LogCapture() {
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    logback = logback(lines);
  }

  private static @Nullable Runnable logback(List<String> lines) {
    try {
      return LogbackCapture.into(lines);
    } catch (LinkageError e) {
      return null; // Logback is not on the class path
    }
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    root.removeHandler(handler);
    root.setLevel(before);
    if (logback != null) {
      logback.run();
    }
  }

  private final class Lines extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      lines.add(formatter.format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
