package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.FailoverSender;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables in the documentation tell of what is measured, all of it and nothing else. */
class DocumentedTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(ak\\.email[\\w.]+)` \\| (\\w+) \\|([^|]*)\\|", Pattern.MULTILINE);
  private static final Pattern JAVADOC_ROW =
      Pattern.compile(
          "<tr><td>\\{@code (ak\\.email[\\w.]+)}</td><td>(\\w+)</td>[\\s*]*<td>(.*?)</td>",
          Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("`([\\w.]+)`|\\{@code ([\\w.]+)}");
  private static Map<String, String> measured;

  /** Name, kind and tags of each meter, each used once. */
  @BeforeAll
  static void measure() {
    MeterRegistry registry = new SimpleMeterRegistry();
    EmailMetrics metrics = EmailMetrics.of(registry);
    try (FailoverSender sender =
        FailoverSender.builder()
            .provider(new FakeProvider("a"))
            .provider(new FakeProvider("b"))
            .build()) {
      metrics.watch(sender).watch(new FakeOutbox());
      sender.send(Mails.any()).attempts().forEach(a -> metrics.attemptEnded(Mails.any().id(), a));
    }
    measured = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      Meter.Id id = meter.getId();
      if (!id.getName().endsWith(".histogram")) {
        String kind = Words.of(id.getType());
        Set<String> tags =
            id.getTags().stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
        measured.put(id.getName(), kind + tags);
      }
    }
  }

  private static Map<String, String> documented(Pattern row, String text) {
    return row.matcher(text)
        .results()
        .collect(
            Collectors.toMap(
                found -> found.group(1),
                found -> found.group(2) + tags(found.group(3)),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private static Set<String> tags(String cell) {
    return TAG.matcher(cell)
        .results()
        .flatMap(DocumentedTest::groups)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> groups(MatchResult found) {
    return Arrays.asList(found.group(1), found.group(2)).stream().filter(name -> name != null);
  }

  /** From wherever the test runs. */
  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("grafana")) ? here : here.resolve("ak-email-micrometer");
  }

  @Test
  void theTableForPeopleIsComplete() throws IOException {
    String text = Files.readString(module().resolveSibling("docs").resolve("metrics.md"));

    assertThat(documented(ROW, text)).isEqualTo(measured).hasSize(12);
  }

  @Test
  void theTableInTheJavadocIsComplete() throws IOException {
    String text =
        Files.readString(module().resolve("src/main/java/io/akemail/micrometer/EmailMetrics.java"));

    assertThat(documented(JAVADOC_ROW, text)).isEqualTo(measured);
  }
}
