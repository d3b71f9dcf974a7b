package io.akemail.micrometer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What an expression for Prometheus names; as much of the language as the dashboard uses. */
record Promql(String expression) {
  private static final Pattern METRIC = Pattern.compile("\\b(ak_email_\\w+)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

  /** A metric with what is asked of its labels. */
  record Metric(String name, List<Matcher> matchers) {}

  /** A label and the values that are asked for; none if they are a variable's. */
  record Matcher(String label, List<String> values) {}

  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (MatchResult found : METRIC.matcher(expression).results().toList()) {
      String matchers = found.group(2) == null ? "" : found.group(2);
      metrics.add(
          new Metric(
              found.group(1), MATCHER.matcher(matchers).results().map(Promql::matcher).toList()));
    }
    return metrics;
  }

  private static Matcher matcher(MatchResult found) {
    String value = found.group(3);
    return new Matcher(
        found.group(1), value.startsWith("$") ? List.of() : List.of(value.split("\\|")));
  }

  /** The labels by which it groups. */
  Set<String> groupings() {
    Set<String> labels = new TreeSet<>();
    GROUPING
        .matcher(expression)
        .results()
        .forEach(found -> labels.addAll(List.of(found.group(1).trim().split("\\s*,\\s*"))));
    return labels;
  }
}
