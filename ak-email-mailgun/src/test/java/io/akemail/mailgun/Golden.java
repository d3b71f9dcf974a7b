package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akemail.testkit.FormPart;
import io.akemail.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Whole requests kept as files: method, path, header fields and parts of the form, order included.
 * The boundary, other in each process, is kept as a word. With the system property {@code
 * golden.rewrite} they are written anew, to be looked through.
 */
final class Golden {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Header fields of the client, the same for every message but for the length. */
  private static final Set<String> OF_THE_CLIENT =
      Set.of("host", "connection", "accept-encoding", "user-agent", "content-length");

  private Golden() {}

  static void check(String name, RecordedRequest request) throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", name + ".json");
    String seen = text(request);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, seen);
    }
    assertThat(file).as("the kept request").exists();
    assertThat(seen).isEqualTo(Files.readString(file));
  }

  private static String text(RecordedRequest request) throws IOException {
    ObjectNode kept = JSON.createObjectNode();
    kept.put("method", request.method()).put("path", request.path());
    ObjectNode headers = kept.putObject("headers");
    request
        .headText()
        .lines()
        .skip(1)
        .filter(line -> line.contains(":"))
        .map(line -> line.split(":", 2))
        .filter(field -> !OF_THE_CLIENT.contains(field[0].toLowerCase(Locale.ROOT)))
        .forEach(
            field ->
                headers.put(
                    field[0], field[1].strip().replaceAll("=ak-[0-9a-f]{32}$", "=BOUNDARY")));
    ArrayNode parts = kept.putArray("form");
    for (FormPart part : request.form().orElseThrow()) {
      part(part, parts.addObject());
    }
    return JSON.writeValueAsString(kept) + "\n";
  }

  private static void part(FormPart part, ObjectNode kept) {
    kept.put("name", part.name());
    part.contentType().ifPresent(type -> kept.put("type", type));
    String fileName = part.fileName().orElse(null);
    if (fileName == null) {
      kept.put("value", part.text());
    } else {
      kept.put("filename", fileName);
      kept.put("base64", Base64.getEncoder().encodeToString(part.content()));
    }
  }
}
