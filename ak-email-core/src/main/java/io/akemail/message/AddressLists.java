package io.akemail.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the lists of addresses of one message and drops repeats. */
final class AddressLists {
  private AddressLists() {}

  static void check(String field, List<AddressInput> inputs, Problems problems) {
    for (int i = 0; i < inputs.size(); i++) {
      AddressInput input = inputs.get(i);
      if (input.address() == null) {
        problems.add(field + "[" + i + "]", input.fault());
      }
    }
  }

  /** Checks that no two of the personalizations are for one mailbox, and their data. */
  static void checkPersonal(List<MessageBuilder.Personal> inputs, Problems problems) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < inputs.size(); i++) {
      MessageBuilder.Personal input = inputs.get(i);
      EmailAddress address = input.to().address();
      if (address == null) {
        problems.add("personalizations[" + i + "].to", input.to().fault());
      } else if (!keys.add(address.key())) {
        problems.add("personalizations[" + i + "].to", "repeats a recipient");
      }
      if (!input.data().problems().isEmpty()) {
        problems.addAll("personalizations[" + i + "].data", input.data().problems());
      }
    }
  }

  /** A place to remember that many addresses in; null when there can be no repeat. */
  static @Nullable Set<String> memory(int addresses) {
    return addresses > 1 ? new HashSet<>() : null;
  }

  /** The addresses, all of which are valid, without those whose keys are known already. */
  static List<EmailAddress> withoutRepeats(List<AddressInput> inputs, @Nullable Set<String> known) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    if (known == null) {
      return List.of(inputs.get(0).valid());
    }
    List<EmailAddress> addresses = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      EmailAddress address = inputs.get(i).valid();
      if (known.add(address.key())) {
        addresses.add(address);
      }
    }
    return List.copyOf(addresses);
  }
}
