package io.akemail.sparkpost;

import com.fasterxml.jackson.databind.JsonNode;
import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.Outcome.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The errors in the body of an answer, and the outcomes that tell them.
 *
 * <p>The form is {@code {"errors":[{"message":..,"code":"1300"}]}}. A code means something else
 * under another status. The texts decide nothing; they may repeat a recipient or the key, so they
 * are never passed on.
 */
final class SparkPostErrors {
  private static final int LONGEST_CODE = 5;

  /** What a person should look at, where a code tells. */
  private static final Map<String, String> HINTS =
      Map.of(
          "7000", "the sending domain is blocked",
          "7001", "the sending domain is not set up or not verified",
          "1602", "the idempotency key is refused",
          "1603", "a template or another named thing is not there",
          "2004", "the template has no draft",
          "2005", "the template is not published",
          "2103", "the sandbox is used up for good",
          "2106", "the sandbox takes one template only");

  private final int status;
  private final JsonNode errors;
  private final String code;

  SparkPostErrors(int status, JsonNode body) {
    this.status = status;
    this.errors = body.path("errors");
    this.code = codeOf(errors.path(0));
  }

  /** The code of the first error; empty without one. */
  String code() {
    return code;
  }

  /** Whether this is SparkPost's own word and not that of something before it. */
  boolean areThere() {
    return !errors.isEmpty();
  }

  /** The account is refused, with all it would send. */
  Outcome account(String why) {
    return misconfigured(Scope.ACCOUNT, why);
  }

  /** Another message, from another domain or with another template, may well be taken. */
  Outcome request(String why) {
    return misconfigured(Scope.REQUEST, why);
  }

  private Outcome misconfigured(Scope scope, String why) {
    return new Outcome.Misconfigured(scope, answered() + ": " + HINTS.getOrDefault(code, why));
  }

  /** SparkPost says that it did not take responsibility. */
  Outcome unavailable() {
    return new Outcome.Unavailable(Origin.PROVIDER, answered());
  }

  /** The caller has to mend the message. */
  Outcome message() {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode error : errors) {
      problems.add(new Problem("message", "is refused by SparkPost" + inBrackets(codeOf(error))));
    }
    return new Outcome.Rejected(problems);
  }

  private String answered() {
    return "SparkPost answered " + status + inBrackets(code);
  }

  private static String inBrackets(String code) {
    return code.isEmpty() ? "" : " (code " + code + ")";
  }

  /** Codes are digits in a text here; a number is taken too. Empty for everything else. */
  static String codeOf(JsonNode error) {
    String code = error.path("code").asText("");
    boolean digits = code.length() <= LONGEST_CODE;
    for (int i = 0; digits && i < code.length(); i++) {
      digits = code.charAt(i) >= '0' && code.charAt(i) <= '9';
    }
    return digits ? code : "";
  }
}
