package io.akemail;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.ReachabilityCheck;
import io.akemail.spi.SendContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does what the test tells it: first step by step, then the same for ever. */
class ScriptedProvider implements EmailProvider {
  final List<EmailMessage> received = new CopyOnWriteArrayList<>();
  final List<SendContext> contexts = new CopyOnWriteArrayList<>();
  final AtomicInteger closed = new AtomicInteger();
  volatile Runnable onClose = () -> {};
  volatile Optional<String> obstacle = Optional.empty();

  private final ProviderId id;
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private final Deque<Step> script = new ArrayDeque<>();
  private volatile Step always = Step.accept();
  private Duration retention = Duration.ZERO;
  private ReachabilityCheck check;

  ScriptedProvider(String id) {
    this.id = ProviderId.of(id);
  }

  /** Then these, one for each call. */
  ScriptedProvider then(Step... steps) {
    synchronized (script) {
      script.addAll(List.of(steps));
    }
    return this;
  }

  /** This, when no step is left. */
  ScriptedProvider always(Step step) {
    always = step;
    return this;
  }

  ScriptedProvider idempotent() {
    capabilities.add(Capability.IDEMPOTENCY_KEY);
    return this;
  }

  ScriptedProvider remembering(Duration retention) {
    this.retention = retention;
    return this;
  }

  ScriptedProvider check(ReachabilityCheck check) {
    this.check = check;
    return this;
  }

  int calls() {
    return received.size();
  }

  @Override
  public ProviderId id() {
    return id;
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Optional<String> cannotCarry(EmailMessage message, Instant now) {
    return obstacle;
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    received.add(message);
    contexts.add(context);
    Step step;
    synchronized (script) {
      step = script.isEmpty() ? always : script.poll();
    }
    return step.take(message, context);
  }

  @Override
  public Duration keyRetention() {
    return retention;
  }

  @Override
  public Optional<ReachabilityCheck> reachabilityCheck() {
    return Optional.ofNullable(check);
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0123456789abcdef";
  }

  @Override
  public void close() {
    closed.incrementAndGet();
    onClose.run();
  }
}
