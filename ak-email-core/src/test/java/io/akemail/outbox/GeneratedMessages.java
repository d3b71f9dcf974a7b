package io.akemail.outbox;

import io.akemail.message.Attachment;
import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.Tracking;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes valid messages of all kinds, the same for the same seed. */
final class GeneratedMessages {
  private static final String[] DOMAINS = {
    "example.org", "b\u00fccher.example", "xn--bcher-kva.example", "A.B.example", "localhost"
  };

  private final Random random;
  private final GeneratedValues values;
  private final EmailMessage.Builder message = EmailMessage.builder();

  private GeneratedMessages(long seed) {
    this.random = new Random(seed);
    this.values = new GeneratedValues(random);
  }

  static EmailMessage of(long seed) {
    return new GeneratedMessages(seed).message();
  }

  private EmailMessage message() {
    message.from(address());
    boolean template = random.nextBoolean();
    people(template);
    if (template) {
      repeat(2, i -> message.template("provider-" + i, values.line(20)));
      message.template("sendgrid", "d-1");
      repeat(5, i -> message.mergeData(values.key(), values.any(1)));
    } else {
      message.subject(values.line(100));
      if (random.nextBoolean()) {
        message.html(values.text(500));
      }
      message.text(values.text(500));
    }
    repeat(3, i -> message.replyTo(address()));
    repeat(3, this::attachment);
    repeat(3, i -> message.header("X-" + i, values.line(60)));
    repeat(3, i -> message.tag(values.line(20) + i));
    repeat(3, i -> message.metadata(values.key(), values.line(50)));
    repeat(3, i -> message.providerOption("provider-" + i, values.key(), values.any(1)));
    handling();
    return message.build();
  }

  private interface Step {
    void at(int place);
  }

  private void repeat(int most, Step step) {
    int times = random.nextInt(most + 1);
    for (int i = 0; i < times; i++) {
      step.at(i);
    }
  }

  private void people(boolean template) {
    if (random.nextInt(3) == 0) {
      for (int i = 0; i <= random.nextInt(5); i++) {
        EmailAddress to = EmailAddress.of("p" + i + "@example.org", values.line(10));
        message.personalization(to, template ? data() : Map.of());
      }
      return;
    }
    message.to(address());
    repeat(5, i -> message.to(address()));
    repeat(5, i -> message.cc(address()));
    repeat(5, i -> message.bcc(address()));
  }

  private Map<String, @Nullable Object> data() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    repeat(4, i -> data.put(values.key(), values.any(1)));
    return data;
  }

  /** Often one that was there before. */
  private EmailAddress address() {
    String local = random.nextInt(4) == 0 ? "\u017c\u00f3\u0142w" : "local+" + random.nextInt(6);
    String address = local + "@" + one(DOMAINS);
    return random.nextBoolean()
        ? EmailAddress.of(address)
        : EmailAddress.of(address, values.line(30));
  }

  private void attachment(int place) {
    byte[] content = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(20_000)];
    random.nextBytes(content);
    switch (random.nextInt(3)) {
      case 0 -> message.attach(Attachment.of(values.line(20), "text/plain; charset=x", content));
      case 1 -> message.inlineImage("id-" + place, "image/png", content);
      default ->
          message.attach(
              Attachment.of(
                  values.line(20), "a/b", () -> new ByteArrayInputStream(content.clone())));
    }
  }

  private <T> T one(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private void handling() {
    message.openTracking(one(Tracking.values()));
    message.clickTracking(one(Tracking.values()));
    message.deliveryGuarantee(one(DeliveryGuarantee.values()));
    if (random.nextBoolean()) {
      message.sendAt(
          Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000)));
      message.dedupeKey(values.line(100));
    }
    if (random.nextBoolean()) {
      message.deliverBefore(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    }
    URI uri = URI.create("HTTPS://Example.org/\u00e4?a=%C3%A4&b=" + random.nextInt());
    switch (random.nextInt(4)) {
      case 0 -> message.listUnsubscribe(ListUnsubscribe.oneClick(uri));
      case 1 -> message.listUnsubscribe(ListUnsubscribe.oneClick(uri, "l#x@example.org"));
      case 2 -> message.listUnsubscribe(ListUnsubscribe.mailto("MAILTO:l@a.org?subject=a%20b"));
      default -> {}
    }
  }
}
