package io.akemail.sparkpost;

import com.fasterxml.jackson.databind.JsonNode;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Problem;
import io.akemail.spi.Outcome.RejectedRecipient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recipients that SparkPost refused, as {@code results.rcpt_to_errors} tells: without a place
 * in the list of recipients, but with the address in the text, if at all.
 */
final class SparkPostRefusals {
  private static final int MOST = 1000;

  private final EmailMessage message;
  private final boolean sink;
  private final Map<String, EmailAddress> byAddress = new HashMap<>();
  private final List<RejectedRecipient> found = new ArrayList<>();

  SparkPostRefusals(EmailMessage message, boolean sink, JsonNode results) {
    this.message = message;
    this.sink = sink;
    JsonNode errors = results.path("rcpt_to_errors");
    if (!errors.isEmpty()) {
      message.recipients().forEach(one -> byAddress.put(lowerCase(one.address()), one));
    }
    for (JsonNode error : errors) {
      if (found.size() < MOST) {
        found.add(new RejectedRecipient(recipient(error), reason(error)));
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
    String code = SparkPostErrors.codeOf(error);
    return "refused by SparkPost" + (code.isEmpty() ? "" : " (code " + code + ")");
  }

  private @Nullable EmailAddress recipient(JsonNode error) {
    EmailAddress described = recipientIn(error.path("description").asText(""));
    return described != null ? described : recipientIn(error.path("message").asText(""));
  }

  private @Nullable EmailAddress recipientIn(String text) {
    EmailAddress recipient = null;
    int at = text.indexOf('@');
    while (at >= 0 && recipient == null) {
      recipient = byAddress.get(addressAround(text, at));
      at = text.indexOf('@', at + 1);
    }
    return recipient;
  }

  /** The whole address to which an at sign belongs, without quotes and a full stop around it. */
  private String addressAround(String text, int at) {
    int begin = at;
    while (begin > 0 && isPart(text.charAt(begin - 1))) {
      begin--;
    }
    int end = at + 1;
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    while (begin < at && isAround(text.charAt(begin))) {
      begin++;
    }
    while (end > at && isAround(text.charAt(end - 1))) {
      end--;
    }
    String address = lowerCase(text.substring(begin, end));
    return sink && address.endsWith(SparkPostPayload.SINK)
        ? address.substring(0, address.length() - SparkPostPayload.SINK.length())
        : address;
  }

  private static boolean isAround(char c) {
    return c == '\'' || c == '`' || c == '.';
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".indexOf(c) >= 0;
  }

  private static String lowerCase(String address) {
    return address.toLowerCase(Locale.ROOT);
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
