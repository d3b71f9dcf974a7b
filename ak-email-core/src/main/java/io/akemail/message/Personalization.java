package io.akemail.message;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of a message that is mailed to each of its recipients separately, with the data
 * that the template gets for this one.
 *
 * <p>Immutable and thread-safe; compared by identity. {@link #toString()} shows a hash of the
 * address only. Made by {@link EmailMessage.Builder#personalization(String, Map)}.
 */
public final class Personalization {
  private final EmailAddress to;
  private final Map<String, @Nullable Object> data;

  Personalization(EmailAddress to, Map<String, @Nullable Object> data) {
    this.to = Objects.requireNonNull(to);
    this.data = data;
  }

  /** {@return the only recipient of this mail} */
  public EmailAddress to() {
    return to;
  }

  /**
   * {@return the data for this recipient, which a template sees in addition to {@link
   * EmailMessage#mergeData()} and in preference to it; values and mutability as there; may be
   * empty}
   */
  public Map<String, @Nullable Object> data() {
    return data;
  }

  @Override
  public String toString() {
    return "Personalization[" + to + "]";
  }
}
