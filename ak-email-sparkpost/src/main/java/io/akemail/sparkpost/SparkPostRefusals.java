package io.akemail.sparkpost;

import com.fasterxml.jackson.databind.JsonNode;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Outcome.RejectedRecipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The recipients that SparkPost refused, as {@code results.rcpt_to_errors} tells: without a place
 * in the list of recipients, but with the address in the text, if at all.
 */
final class SparkPostRefusals {
  private static final int MOST = 1000;

  private final EmailMessage message;
  private final String suffix;
  private final List<RejectedRecipient> found = new ArrayList<>();

  SparkPostRefusals(EmailMessage message, boolean sink, JsonNode results) {
    this.message = message;
    this.suffix = sink ? SparkPostPayload.SINK : "";
    for (JsonNode error : results.path("rcpt_to_errors")) {
      if (found.size() < MOST) {
        found.add(new RejectedRecipient(addressIn(error), reason(error)));
      }
    }
    long more = results.path("total_rejected_recipients").asLong(0) - found.size();
    if (more > 0) {
      found.add(new RejectedRecipient(null, more + " refused by SparkPost without a reason"));
    }
  }

  List<RejectedRecipient> recipients() {
    return found;
  }

  /** The same as problems of the message, when nobody was accepted. */
  List<Problem> problems() {
    if (found.isEmpty()) {
      return List.of(new Problem("recipients", "SparkPost accepted none"));
    }
    List<Problem> problems = new ArrayList<>();
    for (RejectedRecipient refused : found) {
      problems.add(new Problem(field(refused.address()), refused.reason()));
    }
    return problems;
  }

  private static String reason(JsonNode error) {
    String code = SparkPostAnswers.code(error);
    return "refused by SparkPost" + (code.isEmpty() ? "" : " (code " + code + ")");
  }

  private @Nullable EmailAddress addressIn(JsonNode error) {
    String text =
        (error.path("description").asText("") + " " + error.path("message").asText(""))
            .toLowerCase(Locale.ROOT);
    for (EmailAddress address : message.recipients()) {
      if (holds(text, (address.address() + suffix).toLowerCase(Locale.ROOT))) {
        return address;
      }
    }
    return null;
  }

  /** Whether the address stands there whole, and not as the end or the beginning of another. */
  private static boolean holds(String text, String address) {
    int at = text.indexOf(address);
    while (at >= 0) {
      int end = at + address.length();
      boolean begins = at == 0 || !isPart(text.charAt(at - 1));
      boolean ends = end == text.length() || !isPart(text.charAt(end)) || isFullStop(text, end);
      if (begins && ends) {
        return true;
      }
      at = text.indexOf(address, at + 1);
    }
    return false;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || ".@!#$%&*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  private static boolean isFullStop(String text, int index) {
    return text.charAt(index) == '.'
        && (index + 1 == text.length() || Character.isWhitespace(text.charAt(index + 1)));
  }

  private String field(@Nullable EmailAddress address) {
    if (address == null) {
      return "recipients";
    }
    int index = message.to().indexOf(address);
    if (index >= 0) {
      return "to[" + index + "]";
    }
    index = message.cc().indexOf(address);
    if (index >= 0) {
      return "cc[" + index + "]";
    }
    index = message.bcc().indexOf(address);
    return index >= 0
        ? "bcc[" + index + "]"
        : "personalizations[" + message.recipients().indexOf(address) + "]";
  }
}
