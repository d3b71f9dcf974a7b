package io.akemail;

import io.akemail.spi.ProviderId;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person should know or mend, or the end of it. Told once each, not at every
 * message. Immutable.
 *
 * @param kind what it is about
 * @param phase whether it begins or is over
 * @param provider which provider; empty if it is about all or about the outbox
 * @param text what happened and what to do, fit to be shown
 */
public record Alert(Kind kind, Phase phase, Optional<ProviderId> provider, String text) {

  /** What an alert is about. */
  public enum Kind {
    /** The provider refuses our credential or account; it is out of use until that is mended. */
    CREDENTIAL_REFUSED,
    /** The provider refuses a kind of request, such as one with an unknown template id. */
    REQUEST_REFUSED,
    /** No provider can be used; mail waits in the outbox or is refused. */
    ALL_PROVIDERS_DOWN,
    /** The first provider has been out of use for a while; mail goes through another. */
    ON_BACKUP,
    /** The outbox is nearly full; beyond its limits mail is refused. */
    OUTBOX_FILLING,
    /** Mail has waited in the outbox for long, or the outbox does not work. */
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
