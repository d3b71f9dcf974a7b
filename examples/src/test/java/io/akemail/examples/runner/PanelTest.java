package io.akemail.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Recording.Hit;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderId;
import io.akemail.status.FleetStatus;
import io.akemail.status.ProviderState;
import io.akemail.status.ProviderStatus;
import io.akemail.status.StatusReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The picture in the terminal. */
class PanelTest {
  private static final long SECOND = 1_000_000_000L;

  private static ProviderStatus status(String id, ProviderState state, StatusReason reason) {
    FleetStatus alone = new FleetStatus(false, 1, 0, 0, false, 0, "", Hint.UNKNOWN);
    return new ProviderStatus(
        ProviderId.of(id), state, reason, "", Instant.EPOCH, null, 0, 1, alone);
  }

  private static View view() {
    Script script = Script.at(new Pace(1));
    List<Hit> hits = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String provider = i < 100 ? Recording.FIRST : Recording.SECOND;
      hits.add(new Hit(i * SECOND / 50, provider, true, "m" + i, true, 200));
      String detail = "a long story that does not fit ".repeat(8);
      changes.add(new Change(i, Recording.FIRST, ProviderState.DOWN, StatusReason.FAULTS, detail));
    }
    List<Entered> phases =
        List.of(
            new Entered(script.phases().get(0), 0),
            new Entered(script.phases().get(1), 2 * SECOND));
    Recording recording =
        new Recording(phases, List.of(), hits, changes, List.of(), List.of(), "bad", 3 * SECOND);
    return new View(
        script,
        recording,
        List.of(
            status(Recording.FIRST, ProviderState.DOWN, StatusReason.FAULTS),
            status(Recording.SECOND, ProviderState.UP, StatusReason.HEALTHY)),
        3);
  }

  @ParameterizedTest
  @CsvSource({"80, 24, true", "120, 40, true", "80, 24, false", "72, 20, false"})
  void thePictureFitsTheTerminal(int columns, int rows, boolean unicode) {
    Panel panel = new Panel(new Ink(false, unicode), columns, rows, 50);

    List<String> lines = panel.lines(view());

    assertThat(lines).hasSize(panel.height());
    assertThat(lines).allMatch(line -> line.length() < columns);
    assertThat(Panel.fits(new Terminal(columns, rows))).isTrue();
    assertThat(String.join("\n", lines)).contains("SendGrid answers 503", " SparkPost", "503");
  }

  @ParameterizedTest
  @CsvSource({"en_US.UTF-8, true", "C.utf8, true", "C, false", "POSIX, false"})
  void blockCharactersNeedALocaleThatHasThem(String locale, boolean unicode) {
    assertThat(Ink.of(Map.of("LANG", locale), true)).isEqualTo(new Ink(true, unicode));
    assertThat(Ink.of(Map.of("LC_ALL", locale, "LANG", "C"), false).unicode()).isEqualTo(unicode);
    assertThat(Ink.of(Map.of("NO_COLOR", "1"), true).colours()).isFalse();
  }
}
