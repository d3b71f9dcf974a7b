package io.akemail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Takes a request apart into the texts that it carries. */
final class WireTexts {
  private WireTexts() {}

  static List<String> ofJson(RecordedRequest request) {
    List<String> texts = new ArrayList<>(request.headText().lines().toList());
    JsonNode root = JsonChecks.parse(request.bodyText());
    if (root.isMissingNode()) {
      texts.add(request.bodyText());
    } else {
      collect(root, texts);
    }
    return texts;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.isValueNode()) {
      texts.add(node.asText());
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, texts));
    } else {
      node.properties()
          .forEach(
              member -> {
                texts.add(member.getKey());
                collect(member.getValue(), texts);
              });
    }
  }
}
