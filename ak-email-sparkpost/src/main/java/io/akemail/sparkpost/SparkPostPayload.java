package io.akemail.sparkpost;

import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Personalization;
import io.akemail.message.Tracking;
import io.akemail.spi.http.JsonWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message as the body of {@code POST /transmissions}: the same bytes for the same
 * message each time. {@link SparkPostLimits} and {@link SparkPostOptions} have let it pass.
 *
 * <p>SparkPost knows neither cc nor bcc: everybody is a recipient, shown the line {@code To} that
 * stands in {@code header_to}; who gets a copy also stands in the header {@code CC}.
 */
final class SparkPostPayload {
  /** The metadata that carries our message id into every event. */
  static final String MESSAGE_ID_METADATA = "ak_message_id";

  /** What is appended to a recipient's address when nothing shall be delivered. */
  static final String SINK = ".sink.sparkpostmail.com";

  private static final DateTimeFormatter START_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SparkPostSettings settings;
  private final EmailMessage message;
  private final @Nullable String template;
  private final Map<String, @Nullable Object> added;

  SparkPostPayload(SparkPostSettings settings, EmailMessage message) {
    this.settings = settings;
    this.message = message;
    this.template = settings.template(message);
    Map<String, @Nullable Object> options = settings.options(message);
    this.added = options == null ? Map.of() : options;
  }

  void writeTo(JsonWriter json) {
    json.beginObject();
    options(json);
    List<String> tags = message.tags();
    if (!tags.isEmpty()) {
      json.field("campaign_id", tags.get(0));
    }
    json.name("metadata").beginObject();
    SparkPostJson.strings(json, message.metadata());
    json.field(MESSAGE_ID_METADATA, message.id().value()).endObject();
    if (!message.mergeData().isEmpty()) {
      json.name("substitution_data").json(message.mergeData());
    }
    recipients(json);
    if (template == null) {
      SparkPostContent.inline(json, message);
    } else {
      SparkPostContent.template(json, message, template);
    }
    added.forEach(
        (name, value) -> {
          if (!name.equals(SparkPostOptions.OPTIONS)) {
            json.name(name).json(value);
          }
        });
    json.endObject();
  }

  private void options(JsonWriter json) {
    Map<?, ?> section = SparkPostOptions.section(added);
    json.name(SparkPostOptions.OPTIONS).beginObject();
    if (section == null || !section.containsKey(SparkPostOptions.TRANSACTIONAL)) {
      json.name(SparkPostOptions.TRANSACTIONAL).value(settings.transactional());
    }
    if (template == null) {
      // the caller's text is no template: without this, braces in it are evaluated
      json.name(SparkPostOptions.SUBSTITUTIONS).value(false);
    }
    tracking(json, SparkPostOptions.OPENS, message.openTracking());
    tracking(json, SparkPostOptions.CLICKS, message.clickTracking());
    Instant sendAt = message.sendAt().orElse(null);
    if (sendAt != null) {
      json.field(SparkPostOptions.START_TIME, START_TIME.format(sendAt));
    }
    if (section != null) {
      section.forEach((name, value) -> json.name((String) name).json(value));
    }
    json.endObject();
  }

  private static void tracking(JsonWriter json, String name, Tracking tracking) {
    if (tracking != Tracking.PROVIDER_DEFAULT) {
      json.name(name).value(tracking == Tracking.ON);
    }
  }

  private void recipients(JsonWriter json) {
    json.name("recipients").beginArray();
    for (Personalization one : message.personalizations()) {
      recipient(json, one.to(), null, one.data());
    }
    List<EmailAddress> to = message.to();
    boolean alone = to.size() == 1 && message.cc().isEmpty() && message.bcc().isEmpty();
    String shownTo = to.isEmpty() || alone ? null : SparkPostJson.line(to);
    recipients(json, to, shownTo);
    recipients(json, message.cc(), shownTo);
    recipients(json, message.bcc(), shownTo);
    json.endArray();
  }

  private void recipients(JsonWriter json, List<EmailAddress> all, @Nullable String shownTo) {
    for (EmailAddress one : all) {
      recipient(json, one, shownTo, Map.of());
    }
  }

  private void recipient(
      JsonWriter json,
      EmailAddress address,
      @Nullable String shownTo,
      Map<String, @Nullable Object> data) {
    json.beginObject().name("address").beginObject();
    json.field("email", settings.sink() ? address.address() + SINK : address.address());
    if (shownTo != null) {
      json.field("header_to", shownTo);
    } else {
      SparkPostJson.text(json, "name", address.name().orElse(null));
    }
    json.endObject();
    if (message.tags().size() > 1) {
      json.name("tags").beginArray();
      message.tags().forEach(json::value);
      json.endArray();
    }
    if (!data.isEmpty()) {
      json.name("substitution_data").json(data);
    }
    json.endObject();
  }
}
