package io.akemail.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Mailgun checks in the content of a message, and what it would fill in there. */
final class MailgunContent {
  private static final Pattern PLACE = Pattern.compile("%recipient(?:\\.([^%]*))?%");
  private static final String FILL_IN = "%recipient";
  private static final long MAX_BYTES = 25L * 1024 * 1024;

  private final MailgunForm form;
  private final Findings findings;

  MailgunContent(MailgunForm form, Findings findings) {
    this.form = form;
    this.findings = findings;
  }

  void check() {
    boolean template = form.has("template");
    boolean text = form.has("text") || form.has("html") || form.has("amp-html");
    if (!text && !template) {
      refuse("Need at least one of 'text', 'html', 'amp-html' or 'template' parameters specified");
    }
    if (template && form.has("html")) {
      refuse("Only one parameters 'html' or 'template' is allowed.");
    }
    if (template && text) {
      findings.flag("text", "together with a template");
    }
    if (!template && !form.has("subject")) {
      refuse("subject parameter is missing");
    }
    if (!template && form.has("t:variables")) {
      findings.flag("t:variables", "without a template");
    }
    if (form.has("t:variables") && !JsonChecks.parse(form.first("t:variables")).isObject()) {
      refuse("'t:variables' parameter is not a valid JSON");
    }
    if (form.has("recipient-variables")) {
      recipientVariables(JsonChecks.parse(form.first("recipient-variables")));
    }
    size();
  }

  private void refuse(String message) {
    findings.refuse(400, "", "", message);
  }

  private void recipientVariables(JsonNode variables) {
    if (!variables.isObject()) {
      refuse("'recipient-variables' parameter is not a valid JSON");
      return;
    }
    Set<String> people = new HashSet<>();
    form.all("to").forEach(mailbox -> people.add(MailgunForm.address(mailbox)));
    Set<String> described = new HashSet<>();
    variables.fieldNames().forEachRemaining(described::add);
    if (!people.equals(described)) {
      findings.flag("recipient-variables", "do not describe just those in to");
    }
    variables.forEach(this::ofOneRecipient);
    if (form.has("cc") || form.has("bcc")) {
      findings.flag("cc", "gets a copy of the mail of each recipient");
    }
    for (FormPart part : form.parts()) {
      if (!part.name().equals("t:variables") && part.fileName().isEmpty()) {
        nothingToFillIn(part);
      }
    }
    places(form.first("t:variables"), variables);
  }

  private void ofOneRecipient(JsonNode data) {
    if (!data.isObject()) {
      refuse("'recipient-variables' parameter is not a valid JSON");
    }
    data.forEach(
        value -> {
          if (!value.isTextual() && !value.isNumber()) {
            findings.flag("recipient-variables", "a value is neither a text nor a number");
          }
        });
  }

  /** This library fills in nothing but the data of templates: anything else is a caller's text. */
  private void nothingToFillIn(FormPart part) {
    if (part.text().contains(FILL_IN) || part.name().contains(FILL_IN)) {
      findings.flag(part.name(), "a text of the caller would be filled in");
    }
  }

  /** Each place must be known for all recipients: it would stay as it is for the others. */
  private void places(String text, JsonNode variables) {
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      String name = place.group(1);
      for (JsonNode data : variables) {
        if (name == null || !data.has(name)) {
          findings.flag("t:variables", "a place that is not filled in for each recipient");
        }
      }
    }
  }

  private void size() {
    long bytes = 0;
    for (FormPart part : form.parts()) {
      boolean file = part.fileName().isPresent();
      bytes += file ? (part.content().length + 2L) / 3 * 4 : part.content().length;
      if (List.of("attachment", "inline").contains(part.name()) && !file) {
        findings.flag(part.name(), "is not a file");
      }
    }
    if (bytes > MAX_BYTES) {
      findings.refuse(413, "", "", "message is larger than 25 MB");
    }
  }
}
