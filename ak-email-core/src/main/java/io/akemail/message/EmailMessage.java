package io.akemail.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent, independent of the provider that will carry it. Made by {@link #builder()},
 * which checks it.
 *
 * <p>Immutable and thread-safe: no collection can be changed, at any depth, and no method returns
 * null. Compared by identity. {@link #toString()} shows the id and counts, nothing personal.
 */
public final class EmailMessage {
  private final MessageParts parts;

  /** Takes checked parts. */
  EmailMessage(MessageParts parts) {
    this.parts = parts;
  }

  /** {@return a builder of a message, with nothing set} */
  public static Builder builder() {
    return new MessageBuilder();
  }

  /** {@return the identity of this message, the same at all providers and attempts} */
  public MessageId id() {
    return parts.id();
  }

  /** {@return the sender} */
  public EmailAddress from() {
    return parts.from();
  }

  /** {@return the main recipients; empty when there are personalizations} */
  public List<EmailAddress> to() {
    return parts.to();
  }

  /** {@return the recipients of a copy, without those in {@link #to()}} */
  public List<EmailAddress> cc() {
    return parts.cc();
  }

  /** {@return the recipients that the others do not see, without those in to and cc} */
  public List<EmailAddress> bcc() {
    return parts.bcc();
  }

  /** {@return where answers shall go; empty means to the sender} */
  public List<EmailAddress> replyTo() {
    return parts.replyTo();
  }

  /**
   * {@return the recipients that each get a mail of their own and see nobody else; when not empty,
   * to, cc and bcc are}
   */
  public List<Personalization> personalizations() {
    return parts.personalizations();
  }

  /**
   * {@return everybody who gets a mail: to, cc and bcc, or the personalizations, in this order and
   * without repeats; never empty}
   */
  public List<EmailAddress> recipients() {
    return parts.recipients();
  }

  /** {@return the subject, not encoded in any way; empty exactly when there is a template} */
  public Optional<String> subject() {
    return Optional.ofNullable(parts.subject());
  }

  /** {@return the plain text; empty when there is a template} */
  public Optional<String> text() {
    return Optional.ofNullable(parts.text());
  }

  /** {@return the HTML; empty when there is a template} */
  public Optional<String> html() {
    return Optional.ofNullable(parts.html());
  }

  /**
   * {@return attached files and inline images, in the order given; an {@link
   * Attachment#contentId()} marks an inline image}
   */
  public List<Attachment> attachments() {
    return parts.attachments();
  }

  /** {@return further headers, in the order given, in Unicode; none that another method gives} */
  public Map<String, String> headers() {
    return parts.headers();
  }

  /** {@return labels for the statistics of the provider, in the order given} */
  public List<String> tags() {
    return parts.tags();
  }

  /** {@return what the provider shall repeat in its events, in the order given} */
  public Map<String, String> metadata() {
    return parts.metadata();
  }

  /**
   * {@return the id of the template at each provider, by provider id or provider type; empty means
   * that the content is in the message}
   */
  public Map<String, String> templates() {
    return parts.templates();
  }

  /**
   * {@return the data that the template gets for all recipients, in the order given: values are
   * String, Boolean, null, List, Map with String keys, or a Number out of Byte, Short, Integer,
   * Long, Float, Double (finite), BigInteger and BigDecimal}
   */
  public Map<String, @Nullable Object> mergeData() {
    return parts.mergeData();
  }

  /** {@return when the provider shall mail it; empty means at once} */
  public Optional<Instant> sendAt() {
    return Optional.ofNullable(parts.sendAt());
  }

  /** {@return whether the provider shall notice that the mail is opened} */
  public Tracking openTracking() {
    return parts.openTracking();
  }

  /** {@return whether the provider shall notice that a link is followed} */
  public Tracking clickTracking() {
    return parts.clickTracking();
  }

  /** {@return how to leave the list} */
  public Optional<ListUnsubscribe> listUnsubscribe() {
    return Optional.ofNullable(parts.listUnsubscribe());
  }

  /** {@return whether a second mail or none is the lesser evil} */
  public DeliveryGuarantee deliveryGuarantee() {
    return parts.deliveryGuarantee();
  }

  /** {@return from when on the mail is worthless and is not sent any more} */
  public Optional<Instant> deliverBefore() {
    return Optional.ofNullable(parts.deliverBefore());
  }

  /** {@return what two messages share of which only one shall be mailed} */
  public Optional<String> dedupeKey() {
    return Optional.ofNullable(parts.dedupeKey());
  }

  /**
   * {@return members for the request of one provider, by provider id or provider type; values as in
   * {@link #mergeData()}}
   */
  public Map<String, Map<String, @Nullable Object>> providerOptions() {
    return parts.providerOptions();
  }

  /**
   * Starts a changed copy, which is another message: it gets a new id, unless {@link
   * Builder#messageId} sets one. What the builder adds is added to what is here.
   */
  public Builder toBuilder() {
    return new MessageBuilder(parts);
  }

  /** {@return the id and counts} */
  @Override
  public String toString() {
    return "EmailMessage["
        + parts.id()
        + ", recipients="
        + parts.recipients().size()
        + ", attachments="
        + parts.attachments().size()
        + "]";
  }

  /**
   * Collects a message and checks it as a whole.
   *
   * <p>Nothing but {@link #build()} throws: what is wrong, null included, is told there, all at
   * once. A null argument stays a problem even if another call follows. Methods that take one value
   * replace the one before; methods said to add keep all; of two values under one key the last is
   * kept.
   *
   * <p>No text may hold an unpaired surrogate. Unless said otherwise a text is not blank and holds
   * no C0 control (CR, LF, TAB and NUL among them) and no DEL. Lengths count Java characters.
   *
   * <p>Not thread-safe. May be used further after {@link #build()}; messages built before stay as
   * they are.
   */
  public sealed interface Builder permits MessageBuilder {
    /** Sets the sender, required, as {@link EmailAddress#of(String)} reads it. */
    Builder from(String address);

    /** Sets the sender, required. */
    Builder from(EmailAddress address);

    /**
     * Adds main recipients, as {@link EmailAddress#of(String)} reads them. There must be a
     * recipient in to, cc, bcc or the personalizations. Who is named more than once, with no regard
     * to case, is mailed once: at the first place, to before cc before bcc.
     */
    Builder to(String... addresses);

    /** Adds a main recipient, as {@link #to(String...)} does. */
    Builder to(EmailAddress address);

    /** Adds recipients of a copy, as {@link #to(String...)} does. */
    Builder cc(String... addresses);

    /** Adds a recipient of a copy, as {@link #to(String...)} does. */
    Builder cc(EmailAddress address);

    /** Adds recipients that the others do not see, as {@link #to(String...)} does. */
    Builder bcc(String... addresses);

    /** Adds a recipient that the others do not see, as {@link #to(String...)} does. */
    Builder bcc(EmailAddress address);

    /** Adds addresses for answers, instead of the sender's; repeats are dropped. */
    Builder replyTo(String... addresses);

    /** Adds an address for answers, as {@link #replyTo(String...)} does. */
    Builder replyTo(EmailAddress address);

    /**
     * Adds a recipient who gets a mail of his own. Excludes to, cc and bcc; no recipient twice.
     *
     * @param data for the template, as in {@link #mergeData}; must be empty without a template
     */
    Builder personalization(String to, Map<String, ?> data);

    /** Adds a recipient, as {@link #personalization(String, Map)} does. */
    Builder personalization(EmailAddress to, Map<String, ?> data);

    /** Sets the subject: required without, refused with a template; at most 998 characters. */
    Builder subject(String subject);

    /**
     * Sets the plain text. Without a template there must be a text or HTML, with one neither. All
     * controls but NUL are allowed.
     */
    Builder text(String text);

    /** Sets the HTML, as {@link #text} does. */
    Builder html(String html);

    /** Adds a file, or an inline image; see {@link Attachment} for the rules. */
    Builder attach(Attachment attachment);

    /** Adds an image that the HTML shows by {@code cid:contentId}; the bytes are copied. */
    Builder inlineImage(String contentId, String contentType, byte[] content);

    /**
     * Adds a header.
     *
     * @param name of RFC 5322, at most 200 characters, each name once with no regard to case; none
     *     that this builder has a method for or that the provider writes (such as Date, Content-*)
     * @param value at most 998 characters, in Unicode
     */
    Builder header(String name, String value);

    /** Adds a label for the statistics of the provider: at most 255 characters, each once. */
    Builder tag(String tag);

    /** Sets what the provider repeats in events: key up to 255, value (may be blank) to 10,000. */
    Builder metadata(String key, String value);

    /** Sets the template at a provider, by provider id or type: up to 100 and 512 characters. */
    Builder template(String provider, String templateId);

    /**
     * Sets one datum for the template, which there must be. The value is copied at once.
     *
     * @param key at most 255 characters, in nested maps as well
     * @param value as {@link EmailMessage#mergeData()} says, in Lists and Maps up to 32 levels deep
     *     (the merge data is the first) and 100,000 values; texts may hold controls but NUL
     */
    Builder mergeData(String key, @Nullable Object value);

    /** Sets when to mail it; by default at once. Years 1970 to 9999. */
    Builder sendAt(Instant time);

    /** Sets whether opening is tracked; by default {@link Tracking#PROVIDER_DEFAULT}. */
    Builder openTracking(Tracking tracking);

    /** Sets whether clicks are tracked; by default {@link Tracking#PROVIDER_DEFAULT}. */
    Builder clickTracking(Tracking tracking);

    /** Sets how to leave the list; by default there is no such header. */
    Builder listUnsubscribe(ListUnsubscribe listUnsubscribe);

    /** Sets what to prefer in doubt; by default {@link DeliveryGuarantee#AT_LEAST_ONCE}. */
    Builder deliveryGuarantee(DeliveryGuarantee guarantee);

    /** Sets the end of its worth, after sendAt; by default none. Years 1970 to 9999. */
    Builder deliverBefore(Instant time);

    /** Sets a key of which one message only shall be mailed; at most 200 characters. */
    Builder dedupeKey(String key);

    /**
     * Sets a member of the request of one provider, which its module puts there as it is. The rules
     * for key and value are those of {@link #mergeData}.
     *
     * @param provider its id or type, at most 100 characters
     */
    Builder providerOption(String provider, String key, @Nullable Object value);

    /** Sets the id; by default one is minted by each {@link #build()}, at the sender's domain. */
    Builder messageId(MessageId id);

    /**
     * Checks everything and makes the message.
     *
     * @throws InvalidMessageException with all problems, when there is any
     */
    EmailMessage build();
  }
}
