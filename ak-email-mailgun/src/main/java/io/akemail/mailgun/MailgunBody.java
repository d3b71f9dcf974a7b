package io.akemail.mailgun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.akemail.spi.http.HttpAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer: {@code {"message":..}}, on success with an {@code id}, or a text alone, in
 * JSON or not. A text may repeat a recipient, so it is looked into and never passed on.
 */
final class MailgunBody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 330;
  private static final String ID_SYMBOLS = "!#$%&'*+-/=?^_`{|}~.@";
  private static final String WITH_ID = "{\"id\":\"";
  private static final String WITH_MESSAGE = "{\"message\":\"Queued";

  private final String text;
  private final JsonNode json;
  private final String message;
  private final String lowerCase;

  private MailgunBody(String text, JsonNode json) {
    this.text = text;
    this.json = json;
    this.message =
        json.isMissingNode() ? text : textOf(json.isTextual() ? json : json.path("message"));
    this.lowerCase = message.toLowerCase(Locale.ROOT);
  }

  private static String textOf(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }

  static MailgunBody of(HttpAnswer answer) {
    JsonNode json;
    try {
      JsonNode read = JSON.readTree(answer.body());
      json = read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      json = MissingNode.getInstance();
    }
    return new MailgunBody(answer.body(), json);
  }

  /** Whether this is Mailgun's own word and not that of something before it. */
  boolean isMailguns() {
    return json.path("message").isTextual();
  }

  String message() {
    return message;
  }

  /** Whether the message contains a text, given in lower case. */
  boolean says(String part) {
    return lowerCase.contains(part);
  }

  /** Whether this is Mailgun's own message and begins with a text, given in lower case. */
  boolean begins(String part) {
    return isMailguns() && lowerCase.startsWith(part);
  }

  /**
   * The id without angle brackets, as events have it; null if there is none that looks like one.
   */
  @Nullable String id() {
    String id = textOf(json.path("id"));
    boolean bracketed = id.startsWith("<") && id.endsWith(">") && id.length() > 2;
    String bare = bracketed ? id.substring(1, id.length() - 1) : id;
    boolean plain = !bare.isEmpty() && bare.length() <= LONGEST_ID;
    for (int i = 0; plain && i < bare.length(); i++) {
      char c = bare.charAt(i);
      plain = c < 0x80 && (Character.isLetterOrDigit(c) || ID_SYMBOLS.indexOf(c) >= 0);
    }
    return plain ? bare : null;
  }

  /** Whether the beginning of a body, which may be nothing at all, is of the documented shape. */
  boolean beginsLikeSuccess() {
    StringBuilder compact = new StringBuilder(WITH_MESSAGE.length());
    for (int i = 0; i < text.length() && compact.length() < WITH_MESSAGE.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        compact.append(text.charAt(i));
      }
    }
    String begin = compact.toString();
    return begin.startsWith(WITH_ID) || WITH_ID.startsWith(begin) || WITH_MESSAGE.startsWith(begin);
  }
}
