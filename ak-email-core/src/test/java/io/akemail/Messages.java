package io.akemail;

import io.akemail.message.DeliveryGuarantee;
import io.akemail.message.EmailMessage;
import java.util.List;
import java.util.stream.IntStream;

/** Messages for tests. */
final class Messages {
  private Messages() {}

  static EmailMessage.Builder builder() {
    return EmailMessage.builder()
        .from("orders@shop.example")
        .to("ada@example.org")
        .subject("Your order")
        .text("Thank you.");
  }

  static EmailMessage any() {
    return builder().build();
  }

  static EmailMessage atMostOnce() {
    return builder().deliveryGuarantee(DeliveryGuarantee.AT_MOST_ONCE).build();
  }

  static List<EmailMessage> several(int count) {
    return IntStream.range(0, count).mapToObj(i -> any()).toList();
  }
}
