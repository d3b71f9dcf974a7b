package io.akemail.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The fields of one request to Mailgun. */
final class MailgunForm {
  private final List<FormPart> parts;

  MailgunForm(List<FormPart> parts) {
    this.parts = parts;
  }

  List<FormPart> parts() {
    return parts;
  }

  /** The values of all fields of this name. */
  List<String> all(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).map(FormPart::text).toList();
  }

  /** The value of the first field of this name; empty without one. */
  String first(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  boolean has(String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /** What a request says of its mail, as far as it can be understood. */
  ReceivedMail mail(String providerMessageId) {
    List<String> recipients = new ArrayList<>();
    for (String list : List.of("to", "cc", "bcc")) {
      all(list).forEach(each -> recipients.add(address(each)));
    }
    String ours = first("v:ak_message_id");
    return new ReceivedMail(
        ours.isEmpty() ? providerMessageId : ours, recipients, providerMessageId);
  }

  /** The address of a mailbox, written alone or in angle brackets behind a name. */
  static String address(String mailbox) {
    int open = mailbox.lastIndexOf('<');
    return open >= 0 && mailbox.endsWith(">")
        ? mailbox.substring(open + 1, mailbox.length() - 1)
        : mailbox;
  }

  /** The name of a mailbox as written, with its quotes; empty without one. */
  static String name(String mailbox) {
    return mailbox.endsWith(">") ? mailbox.substring(0, mailbox.lastIndexOf('<')).strip() : "";
  }

  /** The names of fields that are there twice although they hold one value. */
  Set<String> repeated(Set<String> lists) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new HashSet<>();
    for (FormPart part : parts) {
      if (!lists.contains(part.name()) && !seen.add(part.name())) {
        repeated.add(part.name());
      }
    }
    return repeated;
  }
}
