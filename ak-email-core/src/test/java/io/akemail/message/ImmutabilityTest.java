package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImmutabilityTest {
  @Test
  void changingADatumAfterItWasGivenChangesNothing() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> inner = new HashMap<>(Map.of("list", list));
    Map<String, Object> outer = new HashMap<>(Map.of("inner", inner));
    EmailMessage.Builder builder =
        Samples.personal()
            .mergeData("m", outer)
            .personalization("ada@example.org", outer)
            .providerOption("sendgrid", "o", outer);
    list.add(2);
    inner.put("more", 3);
    outer.clear();
    EmailMessage message = builder.build();
    Map<String, Object> expected = Map.of("inner", Map.of("list", List.of(1)));
    assertThat(message.mergeData()).containsExactly(entry("m", expected));
    assertThat(message.personalizations().get(0).data()).isEqualTo(expected);
    assertThat(message.providerOptions().get("sendgrid")).containsExactly(entry("o", expected));
  }

  @Test
  void changingAnArrayAfterItWasGivenChangesNothing() throws Exception {
    String[] addresses = {"ada@example.org", "bob@example.org"};
    byte[] image = {1};
    EmailMessage.Builder builder =
        Samples.plain().cc(addresses).inlineImage("a", "image/png", image);
    addresses[1] = "zq7@example.org";
    image[0] = 2;
    EmailMessage message = builder.build();
    assertThat(message.cc()).extracting(EmailAddress::localPart).containsExactly("bob");
    assertThat(message.attachments().get(0).open().read()).isEqualTo(1);
  }

  @Test
  void noCollectionOfAMessageCanBeChanged() throws Exception {
    int checked = 0;
    for (EmailMessage message :
        List.of(Samples.plain().build(), Samples.full().build(), Samples.fullTemplated().build())) {
      for (Method method : EmailMessage.class.getDeclaredMethods()) {
        if (List.class.isAssignableFrom(method.getReturnType())
            || Map.class.isAssignableFrom(method.getReturnType())) {
          checked += refuseChanges(method.invoke(message));
        }
      }
      for (Personalization personalization : message.personalizations()) {
        checked += refuseChanges(personalization.data());
      }
    }
    assertThat(checked).isGreaterThan(3 * 13);
  }

  @SuppressWarnings("unchecked")
  private static int refuseChanges(Object value) {
    int checked = 0;
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> open = (Map<Object, Object>) map;
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> open.put("x", "y"));
      if (!open.isEmpty()) {
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(() -> open.entrySet().iterator().next().setValue("y"));
      }
      checked++;
      for (Object element : map.values()) {
        checked += refuseChanges(element);
      }
    } else if (value instanceof Collection<?> collection) {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> ((Collection<Object>) collection).add("x"));
      checked++;
      for (Object element : collection) {
        checked += refuseChanges(element);
      }
    }
    return checked;
  }

  @Test
  void theProblemsOfAnExceptionCannotBeChanged() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> EmailAddress.of("zq7"))
        .satisfies(
            e ->
                assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> e.problems().clear()));
  }
}
