package io.akemail;

import io.akemail.spi.ProviderId;
import java.util.Objects;

/**
 * Something that only a person can mend. Told once, not at every message. Immutable.
 *
 * @param kind what it is about
 * @param provider which provider
 * @param text what happened and what to do, fit to be shown
 */
public record Alert(Kind kind, ProviderId provider, String text) {

  /** What an alert is about. */
  public enum Kind {
    /** The provider refuses our credential or account; it is out of use until that is mended. */
    CREDENTIAL_REFUSED,
    /** The provider refuses a kind of request, such as one with an unknown template id. */
    REQUEST_REFUSED
  }

  /** Checks that nothing is missing. */
  public Alert {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(text, "text");
  }
}
