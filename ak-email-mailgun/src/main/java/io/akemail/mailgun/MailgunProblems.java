package io.akemail.mailgun;

import io.akemail.message.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a message, by the documented texts of 400. */
final class MailgunProblems {
  private static final List<String> FIELDS = List.of("from", "to", "cc", "bcc");

  /** A part of the text, and what it tells; the first that is found counts. */
  private record Known(String text, Problem problem) {}

  private static final List<Known> KNOWN =
      List.of(
          known("need at least one of", "text, html", "one is needed"),
          known("only one parameter", "html", "is not together with a template"),
          known("too many recipients", "recipients", "are more than Mailgun takes"),
          known("header name must be pure ascii", "headers", "have a name that is not ASCII"),
          known("rfc-2822 compliant date", "sendAt", "is refused by Mailgun"),
          known("invalid delivery time", "sendAt", "is refused by Mailgun"),
          known("limited to 16", "headers, metadata, mergeData", "are more than 16 KB"),
          known("'recipient-variables' parameter is not", "personalizations", "are refused"),
          known("not a valid address", "recipients", "hold an address that Mailgun refuses"),
          known("parameter is missing", "message", "lacks what Mailgun needs"));

  private MailgunProblems() {}

  private static Known known(String text, String field, String reason) {
    return new Known(text, new Problem(field, reason));
  }

  /** The problem of a message that was refused; null if the text tells of none. */
  static @Nullable Problem of(MailgunBody body) {
    for (String field : FIELDS) {
      if (body.begins(field + " parameter") || body.begins("'" + field + "' parameter")) {
        boolean missing = body.says("is missing");
        if (missing || body.says("not a valid address")) {
          return new Problem(field, missing ? "is missing" : "is no address that Mailgun takes");
        }
      }
    }
    for (Known each : KNOWN) {
      if (body.says(each.text())) {
        return each.problem();
      }
    }
    return null;
  }
}
