package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevealsNothingTest {
  static List<Object> everything() {
    List<Object> all = new ArrayList<>();
    for (EmailMessage.Builder builder : List.of(Samples.full(), Samples.fullTemplated())) {
      EmailMessage message = builder.messageId(MessageId.of("id@example.org")).build();
      all.add(message);
      all.add(builder);
      all.add(message.toBuilder());
      all.add(MessageAssembly.of((MessageBuilder) builder));
      all.addAll(message.recipients());
      all.addAll(message.personalizations());
      all.addAll(message.attachments());
      message.listUnsubscribe().ifPresent(all::add);
      MessageBuilder given = (MessageBuilder) builder;
      all.addAll(given.to);
      all.addAll(given.headers);
      all.addAll(given.personalizations);
      all.addAll(given.mergeData.values());
    }
    all.add(AddressInput.parse("zq7"));
    all.add(MergeData.map(Map.of("a", "zq7\0")));
    all.add(new FileContent(Path.of("zq7")));
    all.add(new BytesContent(new byte[0]));
    all.add(Attachment.ofFile(Path.of("zq7")));
    return all;
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theTextOfATypeRevealsNothing(Object value) {
    assertThat(value.toString())
        .doesNotContain(Samples.MARK, "ada", "bob", "Hello", "d-1", "pool", "group_id")
        .hasSizeLessThan(120);
  }

  @ParameterizedTest
  @MethodSource("everything")
  void theTextOfATypeIsItsOwn(Object value) {
    assertThat(value.toString()).startsWith(simpleName(value));
  }

  private static String simpleName(Object value) {
    if (value instanceof MessageBuilder) {
      return "EmailMessage.Builder";
    }
    return value instanceof BytesContent ? "" : value.getClass().getSimpleName();
  }
}
