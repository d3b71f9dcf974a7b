package io.akemail.spi;

import io.akemail.message.EmailAddress;
import io.akemail.message.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one provider answered to one attempt: a closed vocabulary, so that everything above can
 * decide without knowing any provider's dialect.
 *
 * <p>Texts ({@code why}, reasons) are shown to people and written to logs: they hold no credential,
 * no recipient and no unescaped text from outside. Switch over {@link #kind()} without a default
 * branch, so that a new kind breaks the build. All kinds are immutable.
 */
public sealed interface Outcome {

  /** The variants, for exhaustive switches. */
  enum Kind {
    /** {@link Outcome.Accepted}. */
    ACCEPTED,
    /** {@link Outcome.Rejected}. */
    REJECTED,
    /** {@link Outcome.Unsupported}. */
    UNSUPPORTED,
    /** {@link Outcome.Misconfigured}. */
    MISCONFIGURED,
    /** {@link Outcome.OverLimit}. */
    OVER_LIMIT,
    /** {@link Outcome.Unavailable}. */
    UNAVAILABLE,
    /** {@link Outcome.Ambiguous}. */
    AMBIGUOUS;

    /** Whether this kind counts against the provider's health. */
    public boolean isFault() {
      return this == UNAVAILABLE || this == AMBIGUOUS;
    }

    /** Whether the provider may have taken the message although it did not say so. */
    public boolean mayHaveBeenAccepted() {
      return this == AMBIGUOUS;
    }
  }

  /** The variant of this outcome. */
  Kind kind();

  /** A short text for people: why the provider answered so. Empty when there is nothing to say. */
  default String why() {
    return "";
  }

  /** How far an acceptance can be trusted to mean delivery of exactly one copy. */
  enum Proof {
    /** The provider took the message and will deliver it. */
    TAKEN,
    /** The provider says that it had taken this very message before and did not take it again. */
    REPLAYED,
    /** The provider only checked the message (sandbox) and delivers nothing. */
    TEST_ONLY
  }

  /**
   * The provider took responsibility, for all recipients or for some.
   *
   * @param providerMessageId the provider's id for its events, or null if the answer had none
   * @param rejectedRecipients those it refused; empty when it took all
   * @param proof what the acceptance means
   */
  record Accepted(
      @Nullable String providerMessageId, List<RejectedRecipient> rejectedRecipients, Proof proof)
      implements Outcome {
    /** Copies the list. */
    public Accepted {
      rejectedRecipients = List.copyOf(rejectedRecipients);
      Objects.requireNonNull(proof, "proof");
    }

    /** Accepted for everybody, to be delivered. */
    public Accepted(@Nullable String providerMessageId) {
      this(providerMessageId, List.of(), Proof.TAKEN);
    }

    @Override
    public Kind kind() {
      return Kind.ACCEPTED;
    }
  }

  /**
   * A recipient that the provider refused while it took others.
   *
   * @param address whom; null when the answer does not let us tell which one
   * @param reason why, in words fit for logs
   */
  record RejectedRecipient(@Nullable EmailAddress address, String reason) {
    /** Checks that there is a reason. */
    public RejectedRecipient {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * The message itself is at fault: it goes back to the caller, to no other provider, and the
   * provider's health is untouched.
   *
   * @param problems what is wrong, at least one
   */
  record Rejected(List<Problem> problems) implements Outcome {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no problem
     */
    public Rejected {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("problems: at least one is needed");
      }
    }

    @Override
    public Kind kind() {
      return Kind.REJECTED;
    }

    @Override
    public String why() {
      StringBuilder text = new StringBuilder();
      for (Problem problem : problems) {
        text.append(text.isEmpty() ? "" : "; ").append(problem);
      }
      return text.toString();
    }
  }

  /**
   * This provider cannot carry this message (a feature, a size, a sender not verified here);
   * another may. No call was made, or the call is known to have had no effect. Health is untouched.
   *
   * @param why which part of the message, and what would help
   */
  record Unsupported(String why) implements Outcome {
    /** Checks that there is a reason. */
    public Unsupported {
      Objects.requireNonNull(why, "why");
    }

    @Override
    public Kind kind() {
      return Kind.UNSUPPORTED;
    }
  }

  /** How much of a provider's use a {@link Misconfigured} answer speaks of. */
  enum Scope {
    /** All of it: a bad key, a suspended account. The provider is out of use for a while. */
    ACCOUNT,
    /** Requests like this one only, such as an unknown template id. The provider stays in use. */
    REQUEST
  }

  /**
   * The account or our own use of it is at fault: bad key, suspended account, an id that the
   * account does not know, a malformed request. A person is alerted; the next provider is tried.
   *
   * @param scope how much of the provider's use it speaks of
   * @param why what a person should look at
   */
  record Misconfigured(Scope scope, String why) implements Outcome {
    /** Checks that nothing is missing. */
    public Misconfigured {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(why, "why");
    }

    /** All of the account is concerned. */
    public Misconfigured(String why) {
      this(Scope.ACCOUNT, why);
    }

    @Override
    public Kind kind() {
      return Kind.MISCONFIGURED;
    }
  }

  /** What kind of limit was hit: it decides how long a told time may be. */
  enum Limit {
    /** So many calls in so much time. A told time is believed up to 1 hour. */
    RATE,
    /** A documented daily or longer quota. A told time is believed up to 24 hours. */
    QUOTA
  }

  /**
   * A rate or quota is used up; surely not accepted. The provider is not used until the told time
   * is over.
   *
   * @param retryAfter how long from now, as the provider told; null when it told nothing
   * @param limit which kind of limit
   * @param why which limit, for people
   */
  record OverLimit(@Nullable Duration retryAfter, Limit limit, String why) implements Outcome {
    /** Checks that there is a reason. */
    public OverLimit {
      Objects.requireNonNull(limit, "limit");
      Objects.requireNonNull(why, "why");
    }

    /** The told pause, if the provider told one. */
    public Optional<Duration> toldPause() {
      return Optional.ofNullable(retryAfter);
    }

    @Override
    public Kind kind() {
      return Kind.OVER_LIMIT;
    }
  }

  /**
   * Surely not accepted; the provider or the way to it is at fault. Counts against health.
   *
   * @param origin on which side
   * @param why what happened
   */
  record Unavailable(Origin origin, String why) implements Outcome {
    /** Checks that nothing is missing. */
    public Unavailable {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(why, "why");
    }

    @Override
    public Kind kind() {
      return Kind.UNAVAILABLE;
    }
  }

  /**
   * The request may have been accepted, but the answer was lost or says nothing. What happens next
   * is the message's {@link io.akemail.message.DeliveryGuarantee}. Counts against health.
   *
   * @param origin on which side
   * @param why what happened
   */
  record Ambiguous(Origin origin, String why) implements Outcome {
    /** Checks that nothing is missing. */
    public Ambiguous {
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(why, "why");
    }

    @Override
    public Kind kind() {
      return Kind.AMBIGUOUS;
    }
  }
}
