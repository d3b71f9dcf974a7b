package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akemail.status.ProviderState;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard asks for nothing but what the code shows. */
class DashboardTest {
  /** A Prometheus server adds these to all that it reads. */
  private static final Set<String> OF_THE_SERVER = Set.of("job", "instance");

  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");
  private static JsonNode dashboard;
  private static Exposed exposed;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream file =
        EmailMetrics.class.getResourceAsStream("/META-INF/grafana/ak-email.json")) {
      dashboard = new ObjectMapper().readTree(file);
    }
    exposed = Exposed.afterAnExercise();
  }

  private static List<JsonNode> list(JsonNode parent, String name) {
    return StreamSupport.stream(parent.path(name).spliterator(), false).toList();
  }

  private static List<JsonNode> targets() {
    List<JsonNode> targets = new ArrayList<>();
    list(dashboard, "panels").forEach(panel -> targets.addAll(list(panel, "targets")));
    return targets;
  }

  private static List<Promql> expressions() {
    List<Promql> all = new ArrayList<>();
    targets().forEach(target -> all.add(new Promql(target.path("expr").asText())));
    list(dashboard.path("templating"), "list").stream()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .forEach(variable -> all.add(new Promql(variable.path("definition").asText())));
    return all;
  }

  private static Set<String> labels(Promql expression) {
    Set<String> labels = new TreeSet<>(OF_THE_SERVER);
    expression
        .metrics()
        .forEach(metric -> labels.addAll(exposed.labelsByName.get(metric.name()).keySet()));
    return labels;
  }

  @Test
  void itIsADashboardForGrafanaTenAndLater() {
    assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(39);
    assertThat(dashboard.path("uid").asText()).isEqualTo("ak-email");
    assertThat(targets()).hasSizeGreaterThan(15);
  }

  @Test
  void noTwoPanelsHaveOneIdAndNoneHidesAnother() {
    List<JsonNode> panels = list(dashboard, "panels");

    assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : panels) {
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          int column = at.path("x").asInt() + x;
          int row = at.path("y").asInt() + y;
          assertThat(cells.add(column + "/" + row)).as("%s", panel.path("title")).isTrue();
        }
      }
    }
  }

  @Test
  void everyMetricThatItAsksForIsExposed() {
    assertThat(expressions())
        .flatExtracting(Promql::metrics)
        .isNotEmpty()
        .extracting(Promql.Metric::name)
        .isSubsetOf(exposed.labelsByName.keySet());
    assertThat(expressions()).allSatisfy(e -> assertThat(e.metrics()).isNotEmpty());
  }

  @Test
  void everyLabelThatItAsksForIsOnThatMetricAndEveryValueExists() {
    for (Promql expression : expressions()) {
      for (Promql.Metric metric : expression.metrics()) {
        Map<String, Set<String>> labels = exposed.labelsByName.get(metric.name());
        for (Promql.Matcher matcher : metric.matchers()) {
          if (!OF_THE_SERVER.contains(matcher.label())) {
            assertThat(labels).as("%s", expression).containsKey(matcher.label());
            assertThat(labels.get(matcher.label()))
                .as("%s", expression)
                .containsAll(matcher.values());
          }
        }
      }
    }
  }

  @Test
  void everyLabelThatItGroupsByOrWritesInALegendIsThere() {
    expressions().forEach(e -> assertThat(labels(e)).as("%s", e).containsAll(e.groupings()));
    for (JsonNode target : targets()) {
      Promql expression = new Promql(target.path("expr").asText());
      assertThat(expression.groupings())
          .as("%s", expression)
          .containsAll(words(LEGEND, target.path("legendFormat").asText()));
    }
  }

  @Test
  void everyMeterIsOnTheDashboard() {
    Set<String> asked =
        expressions().stream()
            .flatMap(expression -> expression.metrics().stream())
            .map(metric -> metric.name().replaceAll("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown =
        exposed.labelsByName.keySet().stream()
            .map(name -> name.replaceAll("_(bucket|count|sum|max)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(asked).isEqualTo(shown);
  }

  @Test
  void itsVariablesAreDeclaredAndItsDataSourceIsOne() {
    Set<String> declared =
        list(dashboard.path("templating"), "list").stream()
            .map(variable -> variable.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(declared).containsExactlyInAnyOrder("datasource", "job", "instance", "provider");

    assertThat(words(VARIABLE, dashboard.toString()))
        .filteredOn(name -> !name.startsWith("__"))
        .isSubsetOf(declared);
    assertThat(dashboard.findValues("datasource"))
        .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
  }

  @Test
  void theNamesOfStatesAreThoseOfTheCode() {
    JsonNode mappings = dashboard.findValue("mappings").get(0).path("options");

    for (ProviderState state : ProviderState.values()) {
      assertThat(mappings.path(String.valueOf(SenderGauges.number(state))).path("text").asText())
          .isEqualTo(Words.of(state).replace('_', ' '));
    }
  }

  private static Set<String> words(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }
}
