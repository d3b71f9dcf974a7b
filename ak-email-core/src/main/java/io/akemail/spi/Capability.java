package io.akemail.spi;

/**
 * A part of a message that a provider can carry as it is meant.
 *
 * <p>What a provider lacks it answers with {@link Outcome.Unsupported}, naming the part; it never
 * drops a part in silence. From, to, cc, bcc, one reply-to, subject, text and html are carried by
 * every provider and are not listed.
 */
public enum Capability {
  /** Attached files. */
  ATTACHMENTS,
  /** Images shown inside the html, by content id. */
  INLINE_IMAGES,
  /** More than one reply-to address. */
  SEVERAL_REPLY_TO,
  /** Custom header fields. */
  CUSTOM_HEADERS,
  /** One tag or several. */
  TAGS,
  /** More than one tag. */
  SEVERAL_TAGS,
  /** Key-value metadata that comes back in the provider's events. */
  METADATA,
  /** A template stored at the provider, with merge data. */
  TEMPLATES,
  /** One call, one mail each, nobody sees the others. */
  PERSONALIZATIONS,
  /** A time to send at. */
  SCHEDULING,
  /** Switching open tracking on or off per message. */
  OPEN_TRACKING,
  /** Switching click tracking on or off per message. */
  CLICK_TRACKING,
  /** List-Unsubscribe, with one-click (RFC 8058). */
  LIST_UNSUBSCRIBE,
  /** Our Message-ID is the one on the mail, the same over all attempts and providers. */
  MESSAGE_ID,
  /** A Unicode local part of an address (RFC 6531). */
  UNICODE_LOCAL_PART,
  /**
   * A second request with the same key and the same bytes is not mailed again while the provider
   * remembers the key. Only a provider that can be relied on in this declares it.
   */
  IDEMPOTENCY_KEY,
  /** A mode in which the provider checks messages and delivers nothing. */
  SANDBOX
}
