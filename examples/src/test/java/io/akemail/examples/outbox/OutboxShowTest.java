package io.akemail.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole play, as short as it can be: three processes, one after another, two of them killed.
 */
class OutboxShowTest {

  @Test
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void aShortPlayKeepsEveryGuaranteeAndWritesItsPage(@TempDir Path folder) {
    Path report = folder.resolve("outbox.html");
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(kept, true, StandardCharsets.UTF_8);

    int exit = new OutboxShow(new OutboxOptions(100, 0.2, report), out).run();

    String printed = kept.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(printed).isZero();
    assertThat(printed)
        .contains("Slack: [shop] ALL_PROVIDERS_DOWN: ", "accepted             100")
        .containsPattern("kills +2\n")
        .doesNotContain("BROKEN");
    assertThat(report).content().startsWith("<!DOCTYPE html>").doesNotContain("${");
  }
}
