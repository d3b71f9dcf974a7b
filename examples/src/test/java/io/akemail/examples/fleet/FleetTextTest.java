package io.akemail.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.runner.Ink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The play in words and pictures. */
class FleetTextTest {
  private static final Ink PLAIN = new Ink(false, false);

  @Test
  void theTimelineTellsWhoSaidSo() {
    FleetRecording recording = Plays.good().recording();
    List<String> lines = FleetText.lines(recording, FleetGuarantees.check(recording), PLAIN, 100);

    assertThat(lines)
        .contains("  31.01 s  shop-2   SendGrid -> DOWN (FAULTS, for all, by shop-1): why")
        .contains("  40.00 s  Redis    is gone")
        .contains("    knew after                1.00 s      1.01 s      1.02 s  within 20 ms")
        .contains("    probes                         0           1           0           1")
        .noneMatch(line -> line.contains("BROKEN"));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 60})
  void thePictureFitsTheTerminal(int columns) {
    List<String> lines = new FleetPanel(PLAIN, columns).lines(Plays.good().recording());

    assertThat(lines).allMatch(line -> line.length() < columns);
    assertThat(String.join("\n", lines)).contains("9. SendGrid heals", "shop-3", "Redis is there");
  }

  @Test
  void thePageNeedsNothingButItself(@TempDir Path folder) throws Exception {
    FleetRecording recording = Plays.good().recording();
    FleetOptions options = new FleetOptions(1, 20, folder, true, Optional.empty());
    Path file = folder.resolve("below").resolve("fleet.html");

    new FleetPage(recording, FleetGuarantees.check(recording), options, Instant.EPOCH)
        .writeTo(file);

    assertThat(Files.readString(file))
        .contains("3 instances, 1 memory, no failed sends", "down, for all, by shop-1")
        .doesNotContain("${")
        .doesNotContainPattern("(src|href)=");
  }
}
