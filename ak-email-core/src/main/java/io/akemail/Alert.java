package io.akemail;

import io.akemail.spi.ProviderId;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person should know or mend, or the end of it. Told once each, not at every
 * message: what was raised is not raised again before it was over. Immutable.
 *
 * @param kind what it is about
 * @param phase whether it begins or is over
 * @param provider which provider; empty if it is about all or about the outbox
 * @param text what happened and what to do, or how long it was so; fit to be shown, holds no
 *     recipient, no content and no secret
 */
public record Alert(Kind kind, Phase phase, Optional<ProviderId> provider, String text) {

  /** What an alert is about. */
  public enum Kind {
    /** The provider refuses our credential or account; it is out of use until that is mended. */
    CREDENTIAL_REFUSED,
    /**
     * The provider refuses a kind of request, such as one with an unknown template id. Told once an
     * hour for each refusal, and never over.
     */
    REQUEST_REFUSED,
    /** No provider could be used for 5 s; mail waits in the outbox or is refused. */
    ALL_PROVIDERS_DOWN,
    /**
     * A provider has been out of use for 60 s, neither by an operator's word nor for a refused
     * credential; mail goes through the others. Over when it is used again.
     */
    ON_BACKUP,
    /** The outbox is full to 80 %; beyond its limits mail is refused. Over below 60 %. */
    OUTBOX_FILLING,
    /**
     * A message has waited in the outbox for over 10 minutes though providers can be used, or the
     * outbox has not worked for 10 s.
     */
    OUTBOX_STUCK
  }

  /** Whether a matter begins or is over. */
  public enum Phase {
    /** It begins. */
    RAISED,
    /** It is over. */
    OVER
  }

  /** Checks that nothing is missing. */
  public Alert {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(text, "text");
  }
}
