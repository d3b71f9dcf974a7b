package io.akemail.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the attachments of one message must be like. */
final class AttachmentRules {
  private static final int LONGEST_NAME = 320;
  private static final int LONGEST_TYPE = 255;
  private static final int LONGEST_ID = 200;

  private AttachmentRules() {}

  static void check(List<Attachment> attachments, Problems problems) {
    if (attachments.isEmpty()) {
      return;
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < attachments.size(); i++) {
      check(attachments.get(i), "attachments[" + i + "]", ids, problems);
    }
  }

  private static void check(
      Attachment attachment, String field, Set<String> ids, Problems problems) {
    String id = attachment.contentId().orElse(null);
    // an inline image is named by its id, whose rules are stricter
    if (!attachment.name().equals(id)) {
      problems.addIf(field + ".name", TextRules.line(attachment.name(), LONGEST_NAME));
    }
    problems.addIf(field + ".contentType", typeFault(attachment.contentType()));
    if (id != null) {
      String fault = idFault(id);
      problems.addIf(
          field + ".contentId", fault == null && !ids.add(id) ? "repeats a content id" : fault);
    }
    if (!attachment.isReadable()) {
      problems.add(field, "file is not readable");
    }
  }

  /** The form {@code type/subtype} of RFC 2045, and printable ASCII in the parameters. */
  private static @Nullable String typeFault(String type) {
    String fault = TextRules.line(type, LONGEST_TYPE);
    if (fault != null) {
      return fault;
    }
    int end = type.indexOf(';');
    int slash = type.indexOf('/');
    boolean valid =
        isToken(type, 0, slash) && isToken(type, slash + 1, end < 0 ? type.length() : end);
    for (int i = end; valid && i >= 0 && i < type.length(); i++) {
      valid = type.charAt(i) < 0x7f;
    }
    return valid ? null : "is not type/subtype in ASCII";
  }

  private static boolean isToken(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?=".indexOf(c) >= 0) {
        return false;
      }
    }
    return from < to;
  }

  private static @Nullable String idFault(String id) {
    boolean valid = !id.isEmpty() && id.length() <= LONGEST_ID;
    for (int i = 0; valid && i < id.length(); i++) {
      char c = id.charAt(i);
      valid =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._@+-".indexOf(c) >= 0;
    }
    return valid ? null : "must be 1 to " + LONGEST_ID + " ASCII letters, digits and ._@+-";
  }
}
