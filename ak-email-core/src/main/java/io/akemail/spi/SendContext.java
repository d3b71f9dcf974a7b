package io.akemail.spi;

import java.time.Duration;
import java.time.Instant;

/**
 * What a provider is told about the attempt it is to make, and its part in ending it in time.
 *
 * <p>Made by the sender for one call of {@link EmailProvider#send}; not to be used after that call
 * has returned. {@link #onCancel} actions run on another thread; the rest belongs to the calling
 * thread.
 */
public interface SendContext {

  /** Which attempt of this send it is, over all providers, from 1. */
  int attempt();

  /**
   * The time left for this attempt. Zero when it is over, never negative. The sender watches it and
   * runs the {@link #onCancel} actions when it is over; a provider needs no timer of its own.
   */
  Duration remaining();

  /** The wall clock, for header fields and limits such as "at most 3 days ahead". */
  Instant now();

  /**
   * A key that is the same for every attempt of this message at this provider, and differs between
   * messages and between providers. 1 to 64 characters of {@code A-Z a-z 0-9 -}.
   */
  String idempotencyKey();

  /** Whether to use a new connection, since this attempt shall find out whether a way works. */
  boolean freshConnection();

  /**
   * Asks for the permit to write the request body; to be called once, right before the first byte
   * of it leaves. Before it is given, the sender may abandon the attempt and knows that nothing was
   * sent. After it, an attempt that ends without an answer is {@link Outcome.Ambiguous}.
   *
   * @return true to go on; false if the attempt was abandoned: send nothing and answer {@link
   *     Outcome.Unavailable}
   */
  boolean beginWriting();

  /** Whether the sender has given this attempt up: its time is over, or the caller went away. */
  boolean isCancelled();

  /**
   * Registers how to break off the call. The action runs at most once, on another thread, when the
   * attempt is given up; at once if it already is. It must be quick, must not throw, and should
   * make {@link EmailProvider#send} return. One action at a time: a later one replaces it.
   */
  void onCancel(Runnable action);
}
