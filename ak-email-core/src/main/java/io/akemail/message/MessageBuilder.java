package io.akemail.message;

import io.akemail.message.MergeData.Frozen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what was given, unchecked but copied, until {@link MessageValidator} looks at it. */
final class MessageBuilder implements EmailMessage.Builder {
  /** A key and a value of which either may be missing or wrong. */
  record Pair(@Nullable String key, @Nullable String value) {
    /** Does not show them. */
    @Override
    public String toString() {
      return "Pair";
    }
  }

  /** A recipient with his own data. */
  record Personal(AddressInput to, Frozen data) {}

  /** Null arguments that left no other trace. */
  final Problems misuse = new Problems();

  @Nullable MessageId id;
  @Nullable AddressInput from;
  List<AddressInput> to = List.of();
  List<AddressInput> cc = List.of();
  List<AddressInput> bcc = List.of();
  List<AddressInput> replyTo = List.of();
  List<Personal> personalizations = List.of();
  @Nullable String subject;
  @Nullable String text;
  @Nullable String html;
  List<Attachment> attachments = List.of();
  List<Pair> headers = List.of();
  List<@Nullable String> tags = List.of();
  Map<@Nullable String, @Nullable String> metadata = Map.of();
  Map<@Nullable String, @Nullable String> templates = Map.of();
  Map<@Nullable String, Frozen> mergeData = Map.of();
  @Nullable Instant sendAt;
  Tracking openTracking = Tracking.PROVIDER_DEFAULT;
  Tracking clickTracking = Tracking.PROVIDER_DEFAULT;
  @Nullable ListUnsubscribe listUnsubscribe;
  DeliveryGuarantee deliveryGuarantee = DeliveryGuarantee.AT_LEAST_ONCE;
  @Nullable Instant deliverBefore;
  @Nullable String dedupeKey;
  Map<@Nullable String, Map<@Nullable String, Frozen>> providerOptions = Map.of();

  MessageBuilder() {}

  /** Starts from a message, but for its id. */
  MessageBuilder(MessageParts parts) {
    from = AddressInput.of(parts.from());
    parts.to().forEach(this::to);
    parts.cc().forEach(this::cc);
    parts.bcc().forEach(this::bcc);
    parts.replyTo().forEach(this::replyTo);
    parts.personalizations().forEach(p -> personalization(p.to(), p.data()));
    subject = parts.subject();
    text = parts.text();
    html = parts.html();
    parts.attachments().forEach(this::attach);
    parts.headers().forEach(this::header);
    parts.tags().forEach(this::tag);
    parts.metadata().forEach(this::metadata);
    parts.templates().forEach(this::template);
    parts.mergeData().forEach(this::mergeData);
    sendAt = parts.sendAt();
    openTracking = parts.openTracking();
    clickTracking = parts.clickTracking();
    listUnsubscribe = parts.listUnsubscribe();
    deliveryGuarantee = parts.deliveryGuarantee();
    deliverBefore = parts.deliverBefore();
    dedupeKey = parts.dedupeKey();
    parts.providerOptions().forEach((p, o) -> o.forEach((k, v) -> providerOption(p, k, v)));
  }

  @Override
  public MessageBuilder from(String address) {
    from = AddressInput.parse(address);
    return this;
  }

  @Override
  public MessageBuilder from(EmailAddress address) {
    from = AddressInput.of(address);
    return this;
  }

  @Override
  public MessageBuilder to(String... addresses) {
    to = parsed(to, addresses);
    return this;
  }

  @Override
  public MessageBuilder to(EmailAddress address) {
    to = added(to, AddressInput.of(address));
    return this;
  }

  @Override
  public MessageBuilder cc(String... addresses) {
    cc = parsed(cc, addresses);
    return this;
  }

  @Override
  public MessageBuilder cc(EmailAddress address) {
    cc = added(cc, AddressInput.of(address));
    return this;
  }

  @Override
  public MessageBuilder bcc(String... addresses) {
    bcc = parsed(bcc, addresses);
    return this;
  }

  @Override
  public MessageBuilder bcc(EmailAddress address) {
    bcc = added(bcc, AddressInput.of(address));
    return this;
  }

  @Override
  public MessageBuilder replyTo(String... addresses) {
    replyTo = parsed(replyTo, addresses);
    return this;
  }

  @Override
  public MessageBuilder replyTo(EmailAddress address) {
    replyTo = added(replyTo, AddressInput.of(address));
    return this;
  }

  @Override
  public MessageBuilder personalization(String to, Map<String, ?> data) {
    return personal(AddressInput.parse(to), data);
  }

  @Override
  public MessageBuilder personalization(EmailAddress to, Map<String, ?> data) {
    return personal(AddressInput.of(to), data);
  }

  private MessageBuilder personal(AddressInput to, Map<String, ?> data) {
    personalizations = added(personalizations, new Personal(to, MergeData.map(data)));
    return this;
  }

  @Override
  public MessageBuilder subject(String subject) {
    this.subject = given("subject", subject);
    return this;
  }

  @Override
  public MessageBuilder text(String text) {
    this.text = given("text", text);
    return this;
  }

  @Override
  public MessageBuilder html(String html) {
    this.html = given("html", html);
    return this;
  }

  @Override
  public MessageBuilder attach(Attachment attachment) {
    if (given("attachments", attachment) != null) {
      attachments = added(attachments, attachment);
    }
    return this;
  }

  @Override
  public MessageBuilder inlineImage(String contentId, String contentType, byte[] content) {
    given("inlineImage.contentId", contentId);
    given("inlineImage.contentType", contentType);
    given("inlineImage.content", content);
    if (contentId == null || contentType == null || content == null) {
      return this;
    }
    return attach(Attachment.of(contentId, contentType, content).inline(contentId));
  }

  @Override
  public MessageBuilder header(String name, String value) {
    headers = added(headers, new Pair(name, value));
    return this;
  }

  @Override
  public MessageBuilder tag(String tag) {
    tags = added(tags, tag);
    return this;
  }

  @Override
  public MessageBuilder metadata(String key, String value) {
    metadata = put(metadata, key, value);
    return this;
  }

  @Override
  public MessageBuilder template(String provider, String templateId) {
    templates = put(templates, provider, templateId);
    return this;
  }

  @Override
  public MessageBuilder mergeData(String key, @Nullable Object value) {
    mergeData = put(mergeData, key, MergeData.member(value));
    return this;
  }

  @Override
  public MessageBuilder sendAt(Instant time) {
    sendAt = given("sendAt", time);
    return this;
  }

  @Override
  public MessageBuilder openTracking(Tracking tracking) {
    openTracking = given("openTracking", tracking, openTracking);
    return this;
  }

  @Override
  public MessageBuilder clickTracking(Tracking tracking) {
    clickTracking = given("clickTracking", tracking, clickTracking);
    return this;
  }

  @Override
  public MessageBuilder listUnsubscribe(ListUnsubscribe listUnsubscribe) {
    this.listUnsubscribe = given("listUnsubscribe", listUnsubscribe);
    return this;
  }

  @Override
  public MessageBuilder deliveryGuarantee(DeliveryGuarantee guarantee) {
    deliveryGuarantee = given("deliveryGuarantee", guarantee, deliveryGuarantee);
    return this;
  }

  @Override
  public MessageBuilder deliverBefore(Instant time) {
    deliverBefore = given("deliverBefore", time);
    return this;
  }

  @Override
  public MessageBuilder dedupeKey(String key) {
    dedupeKey = given("dedupeKey", key);
    return this;
  }

  @Override
  public MessageBuilder providerOption(String provider, String key, @Nullable Object value) {
    // an empty map here is one of Map.of, which knows no null key
    Map<@Nullable String, Frozen> before =
        providerOptions.isEmpty() ? null : providerOptions.get(provider);
    Map<@Nullable String, Frozen> options =
        put(before == null ? Map.of() : before, key, MergeData.member(value));
    providerOptions = put(providerOptions, provider, options);
    return this;
  }

  @Override
  public MessageBuilder messageId(MessageId id) {
    this.id = given("messageId", id);
    return this;
  }

  @Override
  public EmailMessage build() {
    MessageValidator.check(this);
    return new EmailMessage(MessageAssembly.of(this));
  }

  @Override
  public String toString() {
    return "EmailMessage.Builder";
  }

  private <T> @Nullable T given(String field, @Nullable T value) {
    if (value == null) {
      misuse.add(field, TextRules.NULL);
    }
    return value;
  }

  private <T> T given(String field, @Nullable T value, T before) {
    T given = given(field, value);
    return given == null ? before : given;
  }

  private static List<AddressInput> parsed(List<AddressInput> list, String @Nullable [] texts) {
    if (texts == null) {
      return added(list, AddressInput.of(null));
    }
    List<AddressInput> longer = list;
    for (String text : texts) {
      longer = added(longer, AddressInput.parse(text));
    }
    return longer;
  }

  /** An empty list is an immutable one; any other is this builder's own. */
  private static <T extends @Nullable Object> List<T> added(List<T> list, T element) {
    List<T> own = list.isEmpty() ? new ArrayList<>(2) : list;
    own.add(element);
    return own;
  }

  private static <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> put(
      Map<K, V> map, K key, V value) {
    Map<K, V> own = map.isEmpty() ? new LinkedHashMap<>() : map;
    own.put(key, value);
    return own;
  }
}
