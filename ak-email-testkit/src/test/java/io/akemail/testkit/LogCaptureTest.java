package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogCaptureTest {
  @Test
  void linesOfBothKindsAreTakenDownAtAllLevelsWithTheirExceptions() {
    Exception fault = new IllegalStateException("inner-text");
    try (LogCapture log = new LogCapture()) {
      LoggerFactory.getLogger("through.slf4j").trace("one {}", "argument", fault);
      Logger.getLogger("through.jul").log(Level.FINEST, "two", fault);
      LoggerFactory.getLogger("through.slf4j").atDebug().addKeyValue("k", "pair").log("three");

      assertThat(String.join("\n", log.lines()))
          .contains("one argument", "two", "three", "pair")
          .containsPattern("(?s)inner-text.*inner-text");
    }
  }

  @Test
  void nothingIsTakenDownAfterItsEnd() {
    LogCapture log = new LogCapture();
    log.close();
    LoggerFactory.getLogger("through.slf4j").error("late");
    assertThat(log.lines()).isEmpty();
  }
}
