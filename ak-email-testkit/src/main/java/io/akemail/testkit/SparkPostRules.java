package io.akemail.testkit;

import static io.akemail.testkit.JsonChecks.isAbsentOr;
import static io.akemail.testkit.JsonChecks.isText;
import static io.akemail.testkit.JsonChecks.known;
import static io.akemail.testkit.JsonChecks.utf8Length;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What SparkPost checks in the JSON of a transmission, and what its documents ask for. */
final class SparkPostRules {
  private static final Set<String> MEMBERS =
      Set.of(
          "recipients",
          "content",
          "options",
          "campaign_id",
          "description",
          "metadata",
          "substitution_data",
          "return_path",
          "tracking_domain",
          "override");
  private static final Set<String> RECIPIENT_MEMBERS =
      Set.of("address", "tags", "metadata", "substitution_data", "return_path");
  private static final Set<String> CONTENT_MEMBERS =
      Set.of(
          "from",
          "subject",
          "html",
          "text",
          "amp_html",
          "reply_to",
          "headers",
          "attachments",
          "inline_images",
          "template_id",
          "use_draft_template",
          "ab_test_id",
          "email_rfc822");
  private static final Set<String> SWITCHES =
      Set.of(
          "open_tracking",
          "click_tracking",
          "transactional",
          "sandbox",
          "inline_css",
          "perform_substitutions",
          "skip_suppression");
  private static final Set<String> OPTIONS =
      Set.of(
          "start_time",
          "ip_pool",
          "dkim_key",
          "open_tracking",
          "click_tracking",
          "transactional",
          "sandbox",
          "inline_css",
          "perform_substitutions",
          "skip_suppression");
  private static final Set<String> OWNED_HEADERS =
      Set.of("subject", "from", "to", "reply-to", "content-type", "content-transfer-encoding");
  private static final Pattern START_TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z)");
  private static final int MAX_CONTENT = 20 * 1024 * 1024;
  private static final int TEN_KB = 10 * 1024;

  private final JsonNode root;
  private final JsonNode content;
  private final Instant now;
  private final Findings findings;
  private int badRecipients;

  SparkPostRules(JsonNode root, Instant now, Findings findings) {
    this.root = root;
    this.content = root.path("content");
    this.now = now;
    this.findings = findings;
  }

  /** What a request says of its mail, as far as it can be understood. */
  static ReceivedMail mail(JsonNode root, String providerMessageId) {
    List<String> recipients = new ArrayList<>();
    root.path("recipients").forEach(one -> recipients.add(email(one.path("address"))));
    JsonNode first = root.path("recipients").path(0).at("/metadata/ak_message_id");
    String messageId = root.at("/metadata/ak_message_id").asText(first.asText(providerMessageId));
    return new ReceivedMail(messageId, recipients, providerMessageId);
  }

  /** How many recipients are refused one by one, without the rest. */
  int badRecipients() {
    return badRecipients;
  }

  void check() {
    known(root, "", MEMBERS, findings);
    known(content, "content", CONTENT_MEMBERS, findings);
    recipients();
    if (content.has("template_id")) {
      template();
    } else {
      inline();
    }
    new SparkPostTexts(root, findings).check();
    options(root.path("options"));
    bytes(root.path("campaign_id"), "campaign_id", 64);
    bytes(root.path("description"), "description", 1024);
    bytes(root.path("metadata"), "metadata", TEN_KB);
    bytes(root.path("substitution_data"), "substitution_data", 10 * TEN_KB);
  }

  private void refuse(String code, String field, String message) {
    findings.refuse(422, code, field, message);
  }

  private static String email(JsonNode address) {
    return address.isTextual() ? address.asText() : address.path("email").asText();
  }

  private void recipients() {
    JsonNode list = root.path("recipients");
    if (list.isObject()) {
      findings.flag("recipients", "a stored list is not what this library sends");
    } else if (!list.isArray() || list.isEmpty()) {
      refuse("1400", "recipients", "required field is missing");
    }
    Set<String> seen = new HashSet<>();
    Set<String> visible = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      recipient(list.get(i), "recipients." + i);
      JsonNode address = list.get(i).path("address");
      visible.add(address.path("header_to").asText(""));
      if (!seen.add(email(address).toLowerCase(Locale.ROOT))) {
        findings.flag("recipients." + i, "the same address again: it would get a second mail");
      }
    }
    boolean copies = !content.path("headers").path("CC").isMissingNode();
    if (copies && (visible.size() > 1 || visible.contains(""))) {
      findings.flag("recipients", "with a CC header every entry needs the same header_to");
    }
  }

  private void recipient(JsonNode recipient, String field) {
    known(recipient, field, RECIPIENT_MEMBERS, findings);
    JsonNode address = recipient.path("address");
    if (address.isObject()) {
      known(address, field + ".address", Set.of("email", "name", "header_to"), findings);
    } else if (!address.isTextual()) {
      refuse("1400", field + ".address", "required field is missing");
      return;
    }
    if (!JsonChecks.isAddress(address.isTextual() ? address : address.path("email"), 320)) {
      badRecipients++;
      findings.flag(field + ".address.email", "is not an address");
    }
    if (recipient.path("tags").size() > 10) {
      refuse("1300", field + ".tags", "more than 10 tags");
    }
    bytes(recipient.path("metadata"), field + ".metadata", TEN_KB);
    bytes(recipient.path("substitution_data"), field + ".substitution_data", 10 * TEN_KB);
  }

  private void template() {
    if (!isText(content.path("template_id"))) {
      refuse("1300", "content.template_id", "is not a string");
    }
    for (String own : List.of("subject", "text", "html")) {
      if (content.has(own)) {
        refuse("1301", "content." + own, "not allowed together with a template");
      }
    }
    for (String dropped : List.of("from", "reply_to", "headers", "attachments", "inline_images")) {
      if (content.has(dropped)) {
        findings.flag("content." + dropped, "is silently ignored together with a template");
      }
    }
  }

  private void inline() {
    JsonNode from = content.path("from");
    if (!JsonChecks.isAddress(from.isTextual() ? from : from.path("email"), 320)) {
      refuse(from.isMissingNode() ? "1400" : "1300", "content.from", "a sender is required");
    }
    if (!isText(content.path("subject"))) {
      refuse("1400", "content.subject", "required field is missing");
    }
    if (!isText(content.path("html")) && !isText(content.path("text"))) {
      refuse("1400", "content", "At least one of text or html needs to exist in content");
    }
    if (!isAbsentOr(isText(content.path("reply_to")), content.path("reply_to"))) {
      refuse("1300", "content.reply_to", "is not one string");
    }
    headers();
    int size = utf8Length(content.path("html")) + utf8Length(content.path("text"));
    size += files("attachments") + files("inline_images");
    if (size > MAX_CONTENT) {
      findings.refuse(413, "", "content", "larger than 20 MB");
    }
  }

  private void headers() {
    content
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String name = header.getKey().toLowerCase(Locale.ROOT);
              if (OWNED_HEADERS.contains(name) || !header.getValue().isTextual()) {
                refuse("1300", "content.headers", "a reserved name, or a value not a string");
              }
              if (name.startsWith("list-unsubscribe")) {
                findings.flag("content.headers", "List-Unsubscribe is silently dropped");
              }
            });
  }

  private int files(String list) {
    int size = 0;
    Set<String> names = new HashSet<>();
    for (int i = 0; i < content.path(list).size(); i++) {
      JsonNode file = content.path(list).get(i);
      String field = "content." + list + "." + i;
      known(file, field, Set.of("name", "type", "data"), findings);
      if (!isText(file.path("name")) || utf8Length(file.path("name")) > 255) {
        refuse("1300", field + ".name", "1 to 255 bytes are required");
      }
      if (!isText(file.path("type"))) {
        refuse("1400", field + ".type", "required field is missing");
      }
      if (!file.path("data").asText().isEmpty() && !JsonChecks.isBase64(file.path("data"))) {
        refuse("1300", field + ".data", "is not base64 in one line");
      }
      if (!names.add(file.path("name").asText()) && list.equals("inline_images")) {
        refuse("1300", field + ".name", "the same content id again");
      }
      size += file.path("data").asText().length();
    }
    return size;
  }

  private void options(JsonNode options) {
    known(options, "options", OPTIONS, findings);
    for (String name : SWITCHES) {
      if (!isAbsentOr(options.path(name).isBoolean(), options.path(name))) {
        refuse("1300", "options." + name, "is not a boolean");
      }
    }
    JsonNode start = options.path("start_time");
    if (!isAbsentOr(isStartTime(start.asText()), start)) {
      refuse("1300", "options.start_time", "is not a time without fraction within 3 days");
    }
  }

  private boolean isStartTime(String text) {
    try {
      Instant latest = now.plus(Duration.ofDays(3));
      return START_TIME.matcher(text).matches()
          && !OffsetDateTime.parse(text).toInstant().isAfter(latest);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private void bytes(JsonNode value, String field, int most) {
    if (!value.isMissingNode() && utf8Length(value) > most) {
      refuse("1300", field, "more than " + most + " bytes");
    }
  }
}
