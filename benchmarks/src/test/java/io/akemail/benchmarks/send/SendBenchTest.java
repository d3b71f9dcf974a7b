package io.akemail.benchmarks.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the comparison works; its figures are not judged here. */
class SendBenchTest {
  @Test
  void aShortRunGivesARatioForEachFigure() throws Exception {
    List<String> lines = SendBench.run(1, Duration.ofMillis(100), List.of(1, 2));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).containsPattern("^ +1 +\\d+ +\\d\\.\\d+ .* \\d\\.\\d+ .* \\d\\.\\d+ ");
  }
}
