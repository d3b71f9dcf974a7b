package io.akemail.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole play, as short as it can be: three processes and a real Redis. */
class FleetShowTest {

  @Test
  void aShortPlayKeepsEveryGuaranteeAndWritesItsPage(@TempDir Path folder) {
    Path report = folder.resolve("fleet.html");
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(kept, true, StandardCharsets.UTF_8);

    int exit = new FleetShow(new FleetOptions(0.1, 20, report, true, Optional.empty()), out).run();

    String printed = kept.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(printed).isZero();
    assertThat(printed).contains("9. SendGrid heals", "Redis    is gone").doesNotContain("BROKEN");
    assertThat(report).isNotEmptyFile();
  }
}
