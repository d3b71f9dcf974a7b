package io.akemail.testkit;

import io.akemail.spi.SendContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A context of which a flawed provider overhears some. */
record FlawedContext(SendContext context, Set<Flaw> flaws) implements SendContext {
  @Override
  public int attempt() {
    return context.attempt();
  }

  @Override
  public Duration remaining() {
    return context.remaining();
  }

  @Override
  public Instant now() {
    return context.now();
  }

  @Override
  public String idempotencyKey() {
    return context.idempotencyKey();
  }

  @Override
  public boolean freshConnection() {
    return context.freshConnection() && !flaws.contains(Flaw.KEEPS_TO_OLD_CONNECTIONS);
  }

  @Override
  public boolean beginWriting() {
    return context.beginWriting() || flaws.contains(Flaw.WRITES_WITHOUT_PERMIT);
  }

  @Override
  public boolean isCancelled() {
    return context.isCancelled() && !flaws.contains(Flaw.DOES_NOT_STOP);
  }

  @Override
  public void onCancel(Runnable action) {
    if (!flaws.contains(Flaw.DOES_NOT_STOP)) {
      context.onCancel(action);
    }
  }
}
