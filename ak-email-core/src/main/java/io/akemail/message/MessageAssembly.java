package io.akemail.message;

import io.akemail.message.MergeData.Frozen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a builder holds, once {@link MessageValidator} found nothing wrong, into a message.
 */
final class MessageAssembly {
  private MessageAssembly() {}

  static MessageParts of(MessageBuilder given) {
    EmailAddress from = Objects.requireNonNull(given.from).valid();
    Set<String> known = AddressLists.memory(given.to.size() + given.cc.size() + given.bcc.size());
    List<EmailAddress> to = AddressLists.withoutRepeats(given.to, known);
    List<EmailAddress> cc = AddressLists.withoutRepeats(given.cc, known);
    List<EmailAddress> bcc = AddressLists.withoutRepeats(given.bcc, known);
    List<Personalization> personalizations = personalizations(given.personalizations);
    return new MessageParts(
        given.id == null ? MessageId.mint(from.domain()) : given.id,
        from,
        to,
        cc,
        bcc,
        AddressLists.withoutRepeats(given.replyTo, AddressLists.memory(given.replyTo.size())),
        personalizations,
        recipients(to, cc, bcc, personalizations),
        given.subject,
        given.text,
        given.html,
        List.copyOf(given.attachments),
        headers(given.headers),
        strings(given.tags),
        strings(given.metadata),
        strings(given.templates),
        values(given.mergeData),
        given.sendAt,
        given.openTracking,
        given.clickTracking,
        given.listUnsubscribe,
        given.deliveryGuarantee,
        given.deliverBefore,
        given.dedupeKey,
        options(given.providerOptions));
  }

  private static List<EmailAddress> recipients(
      List<EmailAddress> to,
      List<EmailAddress> cc,
      List<EmailAddress> bcc,
      List<Personalization> personalizations) {
    if (cc.isEmpty() && bcc.isEmpty() && personalizations.isEmpty()) {
      return to;
    }
    List<EmailAddress> all = new ArrayList<>(to.size() + cc.size() + bcc.size());
    all.addAll(to);
    all.addAll(cc);
    all.addAll(bcc);
    for (Personalization personalization : personalizations) {
      all.add(personalization.to());
    }
    return Collections.unmodifiableList(all);
  }

  private static List<Personalization> personalizations(List<MessageBuilder.Personal> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    List<Personalization> result = new ArrayList<>(given.size());
    for (MessageBuilder.Personal personal : given) {
      result.add(new Personalization(personal.to().valid(), personal.data().asMap()));
    }
    return Collections.unmodifiableList(result);
  }

  private static Map<String, String> headers(List<MessageBuilder.Pair> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (MessageBuilder.Pair pair : given) {
      headers.put(Objects.requireNonNull(pair.key()), Objects.requireNonNull(pair.value()));
    }
    return Collections.unmodifiableMap(headers);
  }

  private static List<String> strings(List<@Nullable String> given) {
    if (given.isEmpty()) {
      return List.of();
    }
    List<String> strings = new ArrayList<>(given.size());
    for (String string : given) {
      strings.add(Objects.requireNonNull(string));
    }
    return Collections.unmodifiableList(strings);
  }

  private static Map<String, String> strings(Map<@Nullable String, @Nullable String> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, String> strings = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> strings.put(Objects.requireNonNull(key), Objects.requireNonNull(value)));
    return Collections.unmodifiableMap(strings);
  }

  private static Map<String, @Nullable Object> values(Map<@Nullable String, Frozen> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    given.forEach((key, frozen) -> values.put(Objects.requireNonNull(key), frozen.value()));
    return Collections.unmodifiableMap(values);
  }

  private static Map<String, Map<String, @Nullable Object>> options(
      Map<@Nullable String, Map<@Nullable String, Frozen>> given) {
    if (given.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<String, @Nullable Object>> options = new LinkedHashMap<>();
    given.forEach((provider, data) -> options.put(Objects.requireNonNull(provider), values(data)));
    return Collections.unmodifiableMap(options);
  }
}
