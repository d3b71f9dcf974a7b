package io.akemail.testkit;

import static io.akemail.testkit.JsonChecks.hasAny;
import static io.akemail.testkit.JsonChecks.isAbsentOr;
import static io.akemail.testkit.JsonChecks.isAscii;
import static io.akemail.testkit.JsonChecks.isText;
import static io.akemail.testkit.JsonChecks.known;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What SendGrid checks in the JSON of a Mail Send request, and what its documents ask for. */
final class SendGridRules {
  private static final Set<String> MEMBERS =
      Set.of(
          "personalizations",
          "from",
          "reply_to",
          "reply_to_list",
          "subject",
          "content",
          "attachments",
          "headers",
          "categories",
          "custom_args",
          "template_id",
          "send_at",
          "batch_id",
          "asm",
          "ip_pool_name",
          "mail_settings",
          "tracking_settings",
          "sections");
  private static final Set<String> ENTRY_MEMBERS =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "headers",
          "substitutions",
          "custom_args",
          "dynamic_template_data",
          "send_at");
  private static final Set<String> OWNED_HEADERS =
      Set.of(
          "x-sg-id",
          "x-sg-eid",
          "received",
          "dkim-signature",
          "content-type",
          "content-transfer-encoding",
          "to",
          "from",
          "subject",
          "reply-to",
          "cc",
          "bcc");
  private static final int MAX_RECIPIENTS = 1000;
  private static final int MAX_ADDRESS = 320;
  private static final int MAX_ARGS = 10_000;
  private static final int MAX_CATEGORIES = 10;

  private final JsonNode root;
  private final Instant now;
  private final Findings findings;
  private final boolean templated;
  private int recipients;

  SendGridRules(JsonNode root, Instant now, Findings findings) {
    this.root = root;
    this.now = now;
    this.findings = findings;
    this.templated = root.has("template_id");
  }

  /** What a request says of its mail, as far as it can be understood. */
  static ReceivedMail mail(JsonNode root, String providerMessageId) {
    List<String> recipients = new ArrayList<>();
    for (JsonNode entry : root.path("personalizations")) {
      for (String list : List.of("to", "cc", "bcc")) {
        entry.path(list).forEach(one -> recipients.add(one.path("email").asText()));
      }
    }
    JsonNode first = root.path("personalizations").path(0).at("/custom_args/ak_message_id");
    JsonNode id = root.at("/custom_args/ak_message_id");
    String messageId = id.asText(first.asText(providerMessageId));
    return new ReceivedMail(messageId, recipients, providerMessageId);
  }

  void check() {
    known(root, "", MEMBERS, findings);
    person(root.path("from"), "from");
    if (!isAscii(root.path("from").path("name").asText())) {
      refuse("from.name", "must not contain Unicode");
    }
    replyTo();
    personalizations();
    if (templated) {
      template();
    } else {
      content();
    }
    for (int i = 0; i < root.path("attachments").size(); i++) {
      attachment(root.path("attachments").get(i), "attachments." + i);
    }
    headers(root.path("headers"), "headers");
    categories();
    args(root.path("custom_args"), "custom_args");
    sendAt(root.path("send_at"), "send_at");
    settings();
  }

  private void refuse(String field, String message) {
    findings.refuse(400, "", field, message);
  }

  private void person(JsonNode person, String field) {
    if (!person.isObject() || !JsonChecks.isAddress(person.path("email"), MAX_ADDRESS)) {
      refuse(field + ".email", "does not contain a valid address");
    }
    if (!isAbsentOr(person.path("name").isTextual(), person.path("name"))) {
      refuse(field + ".name", "is not a string");
    }
    known(person, field, Set.of("email", "name"), findings);
  }

  private void replyTo() {
    JsonNode one = root.path("reply_to");
    JsonNode list = root.path("reply_to_list");
    if (!one.isMissingNode() && !list.isMissingNode()) {
      refuse("reply_to", "reply_to and reply_to_list exclude each other");
    }
    if (!one.isMissingNode()) {
      person(one, "reply_to");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      person(list.get(i), "reply_to_list." + i);
      if (!seen.add(list.get(i).toString())) {
        refuse("reply_to_list", "entries must be unique");
      }
    }
  }

  private void personalizations() {
    JsonNode list = root.path("personalizations");
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_RECIPIENTS) {
      refuse("personalizations", "is required, with 1 to 1000 entries");
    }
    for (int i = 0; i < list.size(); i++) {
      entry(list.get(i), "personalizations." + i);
    }
    if (recipients > MAX_RECIPIENTS) {
      refuse("personalizations", "more than 1000 recipients");
    }
  }

  private void entry(JsonNode entry, String field) {
    known(entry, field, ENTRY_MEMBERS, findings);
    if (entry.path("to").isEmpty()) {
      refuse(field + ".to", "at least one recipient is required");
    }
    Set<String> seen = new HashSet<>();
    for (String list : List.of("to", "cc", "bcc")) {
      JsonNode people = entry.path(list);
      if (!isAbsentOr(people.isArray() && !people.isEmpty(), people)) {
        refuse(field + "." + list, "is not a list with entries");
      }
      for (int i = 0; i < people.size(); i++) {
        JsonNode person = people.get(i);
        recipients++;
        person(person, field + "." + list + "." + i);
        if (hasAny(person.path("name").asText(), ";,")) {
          refuse(field + "." + list + "." + i + ".name", "must not contain ';' or ','");
        }
        if (!seen.add(person.path("email").asText().toLowerCase(Locale.ROOT))) {
          refuse(field, "an address may be only once in to, cc and bcc");
        }
      }
    }
    headers(entry.path("headers"), field + ".headers");
    args(entry.path("custom_args"), field + ".custom_args");
    sendAt(entry.path("send_at"), field + ".send_at");
  }

  private void template() {
    JsonNode id = root.path("template_id");
    if (!isText(id)) {
      refuse("template_id", "is not a string");
    }
    boolean dynamic = id.asText().startsWith("d-");
    for (JsonNode entry : root.path("personalizations")) {
      if (dynamic ? entry.has("substitutions") : entry.has("dynamic_template_data")) {
        refuse("personalizations", "the data is not of the template's kind");
      }
    }
    if (root.has("subject") || root.has("content")) {
      findings.flag("template_id", "subject and content are the template's");
    }
  }

  private void content() {
    boolean everyEntryHasOne = true;
    for (JsonNode entry : root.path("personalizations")) {
      everyEntryHasOne &= isText(entry.path("subject"));
      if (entry.has("dynamic_template_data")) {
        findings.flag("personalizations", "dynamic_template_data without a template");
      }
    }
    if (!isText(root.path("subject")) && !everyEntryHasOne) {
      refuse("subject", "is required, with at least one character");
    }
    JsonNode parts = root.path("content");
    if (!parts.isArray() || parts.isEmpty()) {
      refuse("content", "at least one part is required");
    }
    int last = 0;
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = parts.get(i);
      String type = part.path("type").asText();
      known(part, "content." + i, Set.of("type", "value"), findings);
      if (type.isEmpty() || hasAny(type, ";\r\n")) {
        refuse("content." + i + ".type", "is required, without parameters");
      }
      if (!isText(part.path("value"))) {
        refuse("content." + i + ".value", "at least one character is required");
      }
      int place = type.equals("text/plain") ? 1 : type.equals("text/html") ? 2 : 3;
      if (place < last) {
        refuse("content", "text/plain must be first, text/html second, others after");
      }
      last = place;
    }
  }

  private void attachment(JsonNode file, String field) {
    known(
        file, field, Set.of("content", "filename", "type", "disposition", "content_id"), findings);
    if (!JsonChecks.isBase64(file.path("content"))) {
      refuse(field + ".content", "is not base64 of at least one character");
    }
    if (!isText(file.path("filename"))) {
      refuse(field + ".filename", "is required");
    }
    for (String name : List.of("filename", "type", "content_id")) {
      JsonNode value = file.path(name);
      if (!isAbsentOr(isText(value), value) || hasAny(value.asText(), ";,\r\n")) {
        refuse(field + "." + name, "must not be empty or contain ';', ',' or a line end");
      }
    }
    String disposition = file.path("disposition").asText("attachment");
    if (!disposition.equals("attachment") && !disposition.equals("inline")) {
      refuse(field + ".disposition", "is neither inline nor attachment");
    }
  }

  private void headers(JsonNode headers, String field) {
    Set<String> seen = new HashSet<>();
    headers
        .properties()
        .forEach(
            header -> {
              String name = header.getKey();
              if (!isAscii(name)
                  || hasAny(name, " :")
                  || !seen.add(name.toLowerCase(Locale.ROOT))) {
                refuse(field, "names must be ASCII without spaces, and unique");
              }
              if (OWNED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                refuse(field, "holds a reserved header");
              }
              if (!header.getValue().isTextual()) {
                refuse(field, "values must be strings");
              }
            });
  }

  private void categories() {
    JsonNode categories = root.path("categories");
    Set<String> seen = new HashSet<>();
    for (JsonNode category : categories) {
      String text = category.asText();
      if (!isText(category) || text.length() > 255 || !isAscii(text) || !seen.add(text)) {
        refuse("categories", "must be unique ASCII strings of at most 255 characters");
      }
    }
    if (categories.size() > MAX_CATEGORIES) {
      refuse("categories", "more than 10");
    }
  }

  private void args(JsonNode args, String field) {
    for (JsonNode value : args) {
      if (!isText(value)) {
        refuse(field, "values must be strings that are not empty");
      }
    }
    if (!isAbsentOr(args.isObject(), args) || JsonChecks.utf8Length(args) > MAX_ARGS) {
      refuse(field, "is not an object of at most 10000 bytes");
    }
  }

  private void sendAt(JsonNode sendAt, String field) {
    long latest = now.plus(Duration.ofDays(3)).getEpochSecond();
    if (!isAbsentOr(sendAt.isIntegralNumber() && sendAt.asLong() <= latest, sendAt)) {
      refuse(field, "is not a Unix time in seconds at most 72 hours ahead");
    }
  }

  private void settings() {
    for (String switched :
        List.of(
            "/mail_settings/sandbox_mode/enable",
            "/tracking_settings/click_tracking/enable",
            "/tracking_settings/click_tracking/enable_text",
            "/tracking_settings/open_tracking/enable")) {
      JsonNode value = root.at(switched);
      if (!isAbsentOr(value.isBoolean(), value)) {
        refuse(switched.substring(1).replace('/', '.'), "is not a boolean");
      }
    }
  }
}
