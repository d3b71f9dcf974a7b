package io.akemail.spi.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.akemail.spi.Hint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code summary.json} of a page of the kind Statuspage v2, as far as the components at
 * its top go: the page's own indicator blends all products, and incidents repeat components as they
 * were.
 */
final class SummaryReader {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final List<String> names;
  private final @Nullable Hint[] worst;

  private SummaryReader(List<String> names) {
    this.names = names;
    this.worst = new @Nullable Hint[names.size()];
  }

  /**
   * What a summary says of the first of the components that it has at all.
   *
   * @param names stripped names, the preferred one first; case does not matter
   * @return empty if it has none of them
   * @throws IOException if it is not one whole JSON object within the limits
   */
  static Optional<Hint> read(byte[] summary, List<String> names) throws IOException {
    SummaryReader reader = new SummaryReader(names);
    try (JsonParser json = JSON.createParser(summary)) {
      reader.readPage(json);
    }
    for (@Nullable Hint hint : reader.worst) {
      if (hint != null) {
        return Optional.of(hint);
      }
    }
    return Optional.empty();
  }

  private void readPage(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean components = json.currentName().equals("components");
      if (json.nextToken() == JsonToken.START_ARRAY && components) {
        readComponents(json);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new IOException("more than one JSON value");
    }
  }

  private void readComponents(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        readComponent(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readComponent(JsonParser json) throws IOException {
    String name = null;
    String status = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String member = json.currentName();
      String text = text(json);
      switch (member) {
        case "name" -> name = text;
        case "status" -> status = text;
        default -> {
          // Of no interest here.
        }
      }
    }
    if (name != null) {
      take(name.strip(), hint(status));
    }
  }

  /** The next value if it is a string; anything else is passed over. */
  private static @Nullable String text(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private void take(String name, Hint hint) {
    for (int i = 0; i < names.size(); i++) {
      Hint known = worst[i];
      if (names.get(i).equalsIgnoreCase(name) && (known == null || rank(hint) > rank(known))) {
        worst[i] = hint;
      }
    }
  }

  private static Hint hint(@Nullable String status) {
    return switch (status == null ? "" : status) {
      case "operational" -> Hint.OK;
      case "degraded_performance", "partial_outage", "under_maintenance" -> Hint.DEGRADED;
      case "major_outage" -> Hint.OUTAGE;
      default -> Hint.UNKNOWN;
    };
  }

  /** An unknown word beside a known one leaves room for anything, but an outage stays an outage. */
  private static int rank(Hint hint) {
    return switch (hint) {
      case OK -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case OUTAGE -> 3;
    };
  }

  /** Constant. */
  @Override
  public String toString() {
    return "SummaryReader";
  }
}
