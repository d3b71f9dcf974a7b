package io.akemail.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells all that is wrong with what a builder holds. */
final class MessageValidator {
  private static final int LONGEST_SUBJECT = 998;
  private static final int LONGEST_DEDUPE_KEY = 200;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final MessageBuilder given;
  private final Problems problems = new Problems();

  private MessageValidator(MessageBuilder given) {
    this.given = given;
  }

  /**
   * @throws InvalidMessageException with all problems, when there is any
   */
  static void check(MessageBuilder given) {
    MessageValidator validator = new MessageValidator(given);
    validator.problems.addAll("", given.misuse.found());
    validator.checkAddresses();
    validator.checkContent();
    AttachmentRules.check(given.attachments, validator.problems);
    HeaderRules.check(given.headers, validator.problems);
    LabelRules.checkTags(given.tags, validator.problems);
    LabelRules.checkMetadata(given.metadata, validator.problems);
    validator.checkTemplate();
    validator.checkTimes();
    LabelRules.checkOptions(given.providerOptions, validator.problems);
    validator.problems.throwIfAny();
  }

  private void checkAddresses() {
    if (given.from == null) {
      problems.add("from", "is required");
    } else if (given.from.address() == null) {
      problems.add("from", given.from.fault());
    }
    AddressLists.check("to", given.to, problems);
    AddressLists.check("cc", given.cc, problems);
    AddressLists.check("bcc", given.bcc, problems);
    AddressLists.check("replyTo", given.replyTo, problems);
    boolean shared = !given.to.isEmpty() || !given.cc.isEmpty() || !given.bcc.isEmpty();
    if (given.personalizations.isEmpty()) {
      if (!shared) {
        problems.add(
            "to", "at least one recipient is required, in to, cc, bcc or personalizations");
      }
      return;
    }
    if (shared) {
      problems.add("personalizations", "exclude to, cc and bcc");
    }
    AddressLists.checkPersonal(given.personalizations, problems);
  }

  private void checkContent() {
    check("subject", given.subject);
    check("text", given.text);
    check("html", given.html);
    if (!given.templates.isEmpty()) {
      return;
    }
    if (given.subject == null && !problems.has("subject")) {
      problems.add("subject", "is required without a template");
    }
    if (given.text == null
        && given.html == null
        && !problems.has("text")
        && !problems.has("html")) {
      problems.add("text", "a text or HTML is required without a template");
    }
  }

  private void check(String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    String fault =
        field.equals("subject") ? TextRules.line(value, LONGEST_SUBJECT) : TextRules.body(value);
    problems.addIf(field, fault);
    if (!given.templates.isEmpty()) {
      problems.add(field, "excludes a template");
    }
  }

  private void checkTemplate() {
    LabelRules.checkTemplates(given.templates, problems);
    LabelRules.checkData("mergeData", given.mergeData, problems);
    if (!given.templates.isEmpty()) {
      return;
    }
    if (!given.mergeData.isEmpty()) {
      problems.add("mergeData", "needs a template");
    }
    for (int i = 0; i < given.personalizations.size(); i++) {
      if (!given.personalizations.get(i).data().isEmpty()) {
        problems.add("personalizations[" + i + "].data", "needs a template");
      }
    }
  }

  private void checkTimes() {
    checkTime("sendAt", given.sendAt);
    checkTime("deliverBefore", given.deliverBefore);
    if (given.sendAt != null
        && given.deliverBefore != null
        && !given.deliverBefore.isAfter(given.sendAt)) {
      problems.add("deliverBefore", "must be after sendAt");
    }
    if (given.dedupeKey != null) {
      problems.addIf("dedupeKey", TextRules.line(given.dedupeKey, LONGEST_DEDUPE_KEY));
    }
  }

  private void checkTime(String field, @Nullable Instant time) {
    if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
      problems.add(field, "must be in the years 1970 to 9999");
    }
  }
}
