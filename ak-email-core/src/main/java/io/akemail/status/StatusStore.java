package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Memory that several senders share: what one knows of a provider, all know.
 *
 * <p>Only memory: it decides nothing. A sender calls it on threads of its own, never during a send,
 * so that a store that is slow, gone or lying neither delays nor fails one. A call that cannot be
 * answered throws, best within 250 ms; after three in a row the sender lets the store rest for a
 * while, and goes on by itself. Spans are measured by the store's one clock, and nothing is kept
 * beyond its end. Implementations are thread-safe.
 *
 * <p>An own implementation is held against the {@code StatusStoreContract} of the testkit.
 */
public interface StatusStore extends AutoCloseable {

  /** Everything that holds now about a provider, with the time that each part has left. */
  SharedStatus read(ProviderId provider);

  /**
   * Remembers a verdict until its end. It replaces the one of the same provider and topic, and of
   * the same key where the topic is by key.
   */
  void put(SharedVerdict verdict);

  /** Forgets the verdict that {@link #put} would replace, if there is one. */
  void remove(SharedVerdict verdict);

  /**
   * Writes the common record of a provider's health, if its version is still the expected one. With
   * a new epoch or generation, the provider's votes and failed probes ({@link
   * SharedVerdict.Topic#VOTE}, {@link SharedVerdict.Topic#PROBE}) are forgotten: they spoke of the
   * old one. The record is kept for ten minutes after its {@code remaining} is over.
   *
   * @param expected the record that was read, of which the version counts; null if there was none
   * @return whether it was written; false if another was faster
   */
  boolean write(ProviderId provider, SharedHealth next, @Nullable SharedHealth expected);

  /**
   * Says that an instance is alive for so long.
   *
   * @return how many instances are alive now, this one included
   */
  int join(String instance, Duration span);

  /**
   * Takes a lease if nobody has it; with the token of its holder, prolongs it.
   *
   * @return whether the token has it now
   */
  boolean tryLease(Lease lease, Duration span);

  /** Gives a lease back, if the token still has it. */
  void release(Lease lease);

  /**
   * Registers an action to be run soon after something changed that others should obey: a record of
   * health, a limit, a credential, an operator's word, a hint. It gets the provider's id, is quick
   * and does not throw. Only a nudge to read again: it may be lost.
   */
  void onChange(Consumer<ProviderId> nudge);

  /** Releases what the store holds open; the sender that was given the store calls it. */
  @Override
  void close();
}
