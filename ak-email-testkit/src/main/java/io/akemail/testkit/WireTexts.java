package io.akemail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Takes a request apart into the texts that it carries. */
final class WireTexts {
  private WireTexts() {}

  static List<String> of(RecordedRequest request) {
    List<String> texts = new ArrayList<>(request.headText().lines().toList());
    List<FormPart> form = request.form().orElse(null);
    if (form != null) {
      form.forEach(part -> collect(part, texts));
      return texts;
    }
    JsonNode root = JsonChecks.parse(request.bodyText());
    if (root.isMissingNode()) {
      texts.add(request.bodyText());
    } else {
      collect(root, texts);
    }
    return texts;
  }

  private static void collect(FormPart part, List<String> texts) {
    texts.add(part.name());
    part.contentType().ifPresent(texts::add);
    String fileName = part.fileName().orElse(null);
    if (fileName == null) {
      texts.add(part.text());
    } else {
      texts.add(fileName);
      texts.add(Base64.getEncoder().encodeToString(part.content()));
    }
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
