package io.akemail.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akemail.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Whole requests kept as files: method, path, header fields and body, order included. With the
 * system property {@code golden.rewrite} they are written anew, to be looked through.
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
        .forEach(field -> headers.put(field[0], field[1].strip()));
    kept.set("body", JSON.readTree(request.bodyText()));
    return JSON.writeValueAsString(kept) + "\n";
  }
}
