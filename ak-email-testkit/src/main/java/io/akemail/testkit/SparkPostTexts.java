package io.akemail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Looks for texts and numbers of a transmission that SparkPost would take for something else. */
final class SparkPostTexts {
  private final JsonNode root;
  private final Findings findings;

  SparkPostTexts(JsonNode root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  void check() {
    numbers(root, "");
    boolean merging = root.has("substitution_data") || root.at("/content").has("template_id");
    for (JsonNode recipient : root.path("recipients")) {
      merging |= recipient.has("substitution_data");
    }
    if (merging) {
      return;
    }
    JsonNode content = root.path("content");
    if (root.at("/options/perform_substitutions").asBoolean(true)) {
      literal(content.path("text"), "content.text");
      literal(content.path("html"), "content.html");
    }
    for (String field : List.of("subject", "from", "reply_to", "headers")) {
      literal(content.path(field), "content." + field);
    }
  }

  /** The template language is always on: braces that are not its own macros are a broken mail. */
  private void literal(JsonNode value, String field) {
    if (value.isTextual()) {
      String text =
          value
              .textValue()
              .replace("{{opening_double_curly()}}", "")
              .replace("{{closing_double_curly()}}", "")
              .replace("{{opening_triple_curly()}}", "")
              .replace("{{closing_triple_curly()}}", "");
      if (text.contains("{{")) {
        findings.flag(field, "braces of the caller would be evaluated");
      }
    } else {
      value.forEach(child -> literal(child, field));
    }
  }

  private void numbers(JsonNode value, String field) {
    if (value.isIntegralNumber() && !value.canConvertToInt()) {
      findings.flag(field, "a number beyond 32 bits");
    }
    value.properties().forEach(member -> numbers(member.getValue(), member.getKey()));
    if (value.isArray()) {
      value.forEach(element -> numbers(element, field));
    }
  }
}
