package io.akemail.testkit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What Mailgun checks in the fields of a message, and what its documents ask for. */
final class MailgunRules {
  private static final Set<String> LISTS =
      Set.of("to", "cc", "bcc", "o:tag", "attachment", "inline");
  private static final Set<String> FILES = Set.of("attachment", "inline");
  private static final Set<String> FIELDS =
      Set.of(
          "from",
          "subject",
          "text",
          "html",
          "amp-html",
          "template",
          "recipient-variables",
          "t:version",
          "t:text",
          "t:variables");
  private static final Set<String> SWITCHES =
      Set.of(
          "o:dkim",
          "o:tracking",
          "o:tracking-clicks",
          "o:tracking-opens",
          "o:require-tls",
          "o:skip-verification",
          "o:tracking-pixel-location-top");
  private static final Set<String> OPTIONS =
      Set.of(
          "o:secondary-dkim",
          "o:secondary-dkim-public",
          "o:deliverytime",
          "o:deliver-within",
          "o:deliverytime-optimize-period",
          "o:time-zone-localize",
          "o:testmode",
          "o:sending-ip",
          "o:sending-ip-pool",
          "o:archive-to",
          "o:suppress-headers");
  private static final Set<String> SWITCHED = Set.of("yes", "no", "true", "false", "htmlonly");
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>@\\s]+@[^<>@\\s]+>");
  private static final int MAX_OPTION_BYTES = 16 * 1024;
  private static final int MAX_METADATA_BYTES = 4096;
  private static final int MAX_RECIPIENTS = 1000;

  private final MailgunForm form;
  private final Instant now;
  private final Findings findings;

  MailgunRules(MailgunForm form, Instant now, Findings findings) {
    this.form = form;
    this.now = now;
    this.findings = findings;
  }

  void check() {
    form.repeated(LISTS).forEach(name -> findings.flag(name, "is there twice"));
    form.parts().forEach(this::part);
    people();
    if (bytesOf("o:") + bytesOf("h:") + bytesOf("v:") + bytesOf("t:") > MAX_OPTION_BYTES) {
      refuse("Send options (parameters starting with o:, h:, v:, or t:) are limited to 16KB total");
    }
    if (bytesOf("v:") > MAX_METADATA_BYTES) {
      findings.flag("v:", "more than 4 KB, cut off in events");
    }
    tags();
    deliveryTime();
  }

  private void refuse(String message) {
    findings.refuse(400, "", "", message);
  }

  private int bytesOf(String prefix) {
    int bytes = 0;
    for (FormPart part : form.parts()) {
      if (part.name().startsWith(prefix)) {
        bytes += part.name().getBytes(StandardCharsets.UTF_8).length + part.content().length;
      }
    }
    return bytes;
  }

  private void part(FormPart part) {
    String name = part.name();
    if (FILES.contains(name)) {
      if (part.fileName().orElse("").isEmpty()) {
        findings.flag(name, "without a file name it is silently dropped");
      }
    } else if (part.fileName().isPresent()) {
      findings.flag(name, "is no field for files");
    }
    if (SWITCHES.contains(name) && !SWITCHED.contains(part.text())) {
      refuse(name + " must be yes, no, true, false or htmlonly");
    }
    if (name.startsWith("h:")) {
      header(name.substring(2), part.text());
    } else if (!isKnown(name)) {
      findings.flag(name, "is not a documented field");
    }
  }

  private static boolean isKnown(String name) {
    return FIELDS.contains(name)
        || LISTS.contains(name)
        || SWITCHES.contains(name)
        || OPTIONS.contains(name)
        || (name.startsWith("v:") && name.length() > 2);
  }

  private void header(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || !JsonChecks.isAscii(name)) {
      refuse("Header name must be pure ASCII");
    }
    if (lower.startsWith("x-mailgun-")) {
      findings.flag("h:" + name, "is an instruction to Mailgun");
    }
    if (lower.equals("message-id") && !MESSAGE_ID.matcher(value).matches()) {
      findings.flag("h:" + name, "is not of the form that is kept");
    }
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      findings.flag("h:" + name, "holds a control character");
    }
  }

  private void people() {
    if (!form.has("from")) {
      refuse("from parameter is missing");
    }
    if (!form.has("to")) {
      refuse("to parameter is missing");
    }
    Set<String> seen = new HashSet<>();
    int recipients = 0;
    for (String list : List.of("from", "to", "cc", "bcc")) {
      for (String mailbox : form.all(list)) {
        mailbox(list, mailbox);
        if (!list.equals("from")) {
          recipients++;
          if (!seen.add(MailgunForm.address(mailbox).toLowerCase(Locale.ROOT))) {
            findings.flag(list, "the same address again is silently dropped");
          }
        }
      }
    }
    if (recipients > MAX_RECIPIENTS) {
      refuse("Too many recipients, max is 1000");
    }
  }

  private void mailbox(String field, String mailbox) {
    String address = MailgunForm.address(mailbox);
    String name = MailgunForm.name(mailbox);
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    String bare = quoted ? name.substring(1, name.length() - 1) : name;
    boolean special = JsonChecks.hasAny(bare, "()<>[]:;@\\,\"");
    if (!isAddress(address) || (special && !quoted)) {
      refuse(field + " parameter is not a valid address. please check documentation");
    }
    if (!JsonChecks.isAscii(address)) {
      findings.flag(field, "makes an invalid header of Unicode before the '@'");
    }
    if (special && !JsonChecks.isAscii(name)) {
      findings.flag(field, "a name with both punctuation and Unicode is encoded wrongly");
    }
  }

  private static boolean isAddress(String text) {
    return JsonChecks.isAddress(JsonChecks.JSON.getNodeFactory().textNode(text), 320);
  }

  private void tags() {
    List<String> tags = form.all("o:tag");
    if (tags.size() > 3) {
      findings.flag("o:tag", "more than 3");
    }
    if (!tags.stream().allMatch(tag -> JsonChecks.isAscii(tag) && tag.length() <= 128)) {
      findings.flag("o:tag", "is not ASCII of at most 128 characters");
    }
  }

  private void deliveryTime() {
    if (!form.has("o:deliverytime")) {
      return;
    }
    String text = form.first("o:deliverytime");
    try {
      Instant time = OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      if (time.isAfter(now.plus(Duration.ofDays(7)))) {
        refuse("invalid delivery time: more than 7 days ahead");
      }
    } catch (DateTimeException e) {
      refuse("o:deliverytime: " + text + " is not an RFC-2822 compliant date");
    }
  }
}
