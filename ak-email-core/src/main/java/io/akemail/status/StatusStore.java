package io.akemail.status;

import io.akemail.spi.ProviderId;
import java.util.List;
import java.util.Set;

/**
 * Memory that several senders share: what one was told by a provider or an operator, all know.
 *
 * <p>Only memory: it decides nothing. A sender calls it on one thread of its own, never during a
 * send, so that a store that is slow, gone or lying neither delays nor fails one; what it throws is
 * logged and passed over. Implementations are thread-safe, and keep no verdict beyond its end.
 */
public interface StatusStore extends AutoCloseable {

  /** Everything that still holds about these providers, with the time that each has left now. */
  List<SharedVerdict> read(Set<ProviderId> providers);

  /**
   * Remembers a verdict until its end. It replaces the verdict of the same provider, kind and
   * fingerprint; an operator's verdict replaces any other operator's verdict on the provider.
   */
  void put(SharedVerdict verdict);

  /** Forgets a verdict: that of the same provider, kind and fingerprint, if there is one. */
  void remove(SharedVerdict verdict);

  /**
   * Registers an action to be run soon after another sender changed something: a nudge to read
   * again, which may be lost. It is quick and does not throw.
   */
  void onChange(Runnable nudge);

  /** Releases what the store holds open; the sender that was given the store calls it. */
  @Override
  void close();
}
