package io.akemail.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Takes down what goes through Logback. Only to be loaded where Logback may be missing. */
final class LogbackCapture extends AppenderBase<ILoggingEvent> {
  private final List<String> lines;
  private final Logger root;
  private final @Nullable Level before;

  private LogbackCapture(List<String> lines, Logger root) {
    this.lines = lines;
    this.root = root;
    this.before = root.getLevel();
  }

  /**
   * Begins to add lines to a list, and tells how to end that; null if something else than Logback
   * is bound.
   */
  static @Nullable Runnable into(List<String> lines) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return null;
    }
    LogbackCapture capture = new LogbackCapture(lines, context.getLogger(Logger.ROOT_LOGGER_NAME));
    capture.setContext(context);
    capture.start();
    capture.root.addAppender(capture);
    capture.root.setLevel(Level.TRACE);
    return capture::end;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line =
        event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage();
    lines.add(line + " " + event.getMDCPropertyMap() + " " + event.getKeyValuePairs());
    if (event.getThrowableProxy() != null) {
      lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }

  private void end() {
    root.detachAppender(this);
    root.setLevel(before);
    stop();
  }
}
