package io.akemail.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.Alert;
import io.akemail.Attempt;
import io.akemail.EmailException;
import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.EmailMessage;
import io.akemail.message.MessageId;
import io.akemail.message.Problem;
import io.akemail.outbox.OutboxState;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.status.StatusReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The number of meters is bounded, and no tag tells of a person or of an error's text. */
class CardinalityTest {
  private static final int MESSAGES = 10_000;

  /** Beside what the sender tells in its own time, so that none is lost in a burst. */
  private static void tell(EmailMetrics metrics, FailoverSender sender, EmailMessage message) {
    try {
      Receipt receipt = sender.send(message);
      receipt.attempts().forEach(attempt -> metrics.attemptEnded(message.id(), attempt));
      metrics.sent(receipt);
    } catch (EmailException e) {
      e.attempts().forEach(attempt -> metrics.attemptEnded(message.id(), attempt));
      metrics.failed(e);
    }
  }

  private static EmailMessage message(int i) {
    return EmailMessage.builder()
        .messageId(MessageId.of("personal-" + i + "@shop.example"))
        .from("orders@shop.example")
        .to("recipient-" + i + "@example.org")
        .subject("subject-" + i)
        .text("body-" + i)
        .tag("tag-" + i)
        .metadata("order", "metadata-" + i)
        .build();
  }

  private static Outcome answer(int i) {
    String text = "text-" + i;
    return switch (i % 7) {
      case 0 -> new Outcome.Accepted("provider-id-" + i);
      case 1 -> new Outcome.Rejected(List.of(new Problem("field-" + i, text)));
      case 2 -> new Outcome.Unsupported(text);
      case 3 -> new Outcome.Misconfigured(Outcome.Scope.REQUEST, text);
      case 4 -> new Outcome.Unsupported(text);
      case 5 -> new Outcome.Unavailable(Origin.PROVIDER, text);
      default -> new Outcome.Ambiguous(Origin.LOCAL, text);
    };
  }

  @Test
  void tenThousandMessagesAndErrorsMakeNoMoreMetersThanAFewAndTellNothing() {
    MeterRegistry registry = new SimpleMeterRegistry();
    EmailMetrics metrics = EmailMetrics.of(registry);
    int[] turn = {0};
    FakeProvider a = new FakeProvider("a").answers(message -> answer(turn[0]++));
    FakeProvider b = new FakeProvider("b").answers(message -> answer(turn[0]++));
    List<Integer> sizes = new ArrayList<>();
    try (FailoverSender sender =
        FailoverSender.builder().provider(a).provider(b).listener(metrics).build()) {
      metrics.watch(sender).watch(new FakeOutbox());
      for (int i = 0; i < MESSAGES; i++) {
        tell(metrics, sender, message(i));
        sizes.add(registry.getMeters().size());
      }
    }

    assertThat(registry.getMeters().stream().filter(meter -> !isBucket(meter)).count())
        .isLessThan(120);
    assertThat(sizes.get(MESSAGES - 1) - sizes.get(MESSAGES / 2)).isLessThan(60);
    assertThat(valuesOfTags(registry)).isSubsetOf(vocabulary());
    assertThat(registry.getMeters())
        .extracting(meter -> meter.getId().toString())
        .noneMatch(id -> id.matches(".*(personal|recipient|subject|body|text|field|-id)-.*"));
  }

  /** This registry shows each of a timer's buckets as a gauge. */
  private static boolean isBucket(Meter meter) {
    return meter.getId().getName().equals("ak.email.attempts.histogram");
  }

  private static Set<String> valuesOfTags(MeterRegistry registry) {
    return registry.getMeters().stream()
        .filter(meter -> !isBucket(meter))
        .map(Meter::getId)
        .flatMap(id -> id.getTags().stream())
        .map(Tag::getValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> vocabulary() {
    Set<String> words = new TreeSet<>(Words.RESULTS);
    words.addAll(List.of("a", "b", "true", "false"));
    for (Class<? extends Enum<?>> type :
        List.<Class<? extends Enum<?>>>of(
            Outcome.Kind.class,
            Attempt.Purpose.class,
            Alert.Kind.class,
            Alert.Phase.class,
            StatusReason.class,
            OutboxState.class,
            ProbeResult.class)) {
      for (Enum<?> constant : type.getEnumConstants()) {
        words.add(Words.of(constant));
      }
    }
    return words;
  }
}
