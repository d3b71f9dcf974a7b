package io.akemail.rules;

import io.akemail.status.Lease;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedVerdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an instance would have the shared store do for it. Whoever does it reports how it went. */
public sealed interface Wish {

  /** Say something under this instance's name, for so long. */
  record Say(SharedVerdict.Kind kind, Duration span) implements Wish {}

  /** Take back what this instance said last. */
  record TakeBack(SharedVerdict.Kind kind) implements Wish {}

  /** Write the common record over the expected one. */
  record Write(SharedHealth next, @Nullable SharedHealth expected) implements Wish {}

  /** Take a lease, or prolong it. */
  record Take(Lease.Purpose purpose, Duration span) implements Wish {}

  /** Give a lease back. */
  record GiveBack(Lease.Purpose purpose) implements Wish {}
}
