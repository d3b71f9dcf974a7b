package io.akemail.message;

import java.util.List;
import java.util.Random;

/** Gives each method that takes an address what is none. */
final class BadAddresses {
  private static final List<String> MALFORMED =
      List.of(
          "",
          " ",
          "   ",
          "zq7",
          "@",
          "@@",
          "zq7@",
          "@zq7.org",
          "zq7 @example.org",
          "zq7@ example.org",
          "zq7@@example.org",
          "zq7@x@example.org",
          ".zq7@example.org",
          "zq7.@example.org",
          "z..q7@example.org",
          "<zq7@example.org",
          "zq7@example.org>",
          "<>",
          "<@>",
          "< >",
          "Zq7 <>",
          "Zq7 <zq7>",
          "Zq7 zq7@example.org",
          "<zq7@example.org> Zq7",
          "Zq7 <zq7@example.org> x",
          "Zq7 <<zq7@example.org>>",
          "Zq7 < zq7@example.org>",
          "Zq7 <zq7@example.org >",
          "zq7@example.org, x@example.org",
          "zq7@example.org;x@example.org",
          "Zq7, A <zq7@example.org>",
          "\"Zq7 <zq7@example.org>",
          "\"Zq7\" x <zq7@example.org>",
          "\"Zq7\\\" <zq7@example.org>",
          "Zq7 \"A\" <zq7@example.org>",
          "\"zq7\"@example.org",
          "\"z q7\"@example.org",
          "zq7(comment)@example.org",
          "Team: zq7@example.org;",
          "mailto:zq7@example.org",
          "<@relay.org:zq7@example.org>",
          "zq7\u00a0@example.org",
          "zq7\u200b@example.org",
          "zq7\u3000@example.org",
          "zq7\u202e@example.org",
          "zq7\ufeff@example.org",
          "zq7\u2028@example.org",
          "zq7\u0085@example.org",
          "zq7\uff20example.org",
          "zq7".repeat(22) + "@example.org",
          "\u00e9".repeat(33) + "@example.org",
          "zq7@"
              + "a".repeat(50)
              + "."
              + "b".repeat(63)
              + "."
              + "c".repeat(63)
              + "."
              + "d".repeat(63)
              + "."
              + "e".repeat(63)
              + ".org",
          "zq7".repeat(20) + "@" + ("a".repeat(48) + ".").repeat(4) + "org",
          "\"" + "zq7".repeat(120) + "\" <zq7@example.org>",
          "zq7".repeat(5000));

  private static final List<String> BAD_DOMAINS =
      List.of(
          "example",
          "example.",
          ".example.org",
          "example..org",
          "example.org.",
          "-example.org",
          "example-.org",
          "example.-org",
          "exam_ple.org",
          "exam!ple.org",
          "exam/ple.org",
          "[192.0.2.1]",
          "[IPv6:2001:db8::1]",
          "192.0.2.1",
          "example.1",
          "1",
          "2001:db8::1",
          "example.org:25",
          "a".repeat(64) + ".org",
          "stra\u00dfe.de",
          "\u03c3\u03bf\u03c6\u03cc\u03c2.gr",
          "a\u200db.org",
          "a\u200cb.org",
          "exam\u00adple.org",
          "exam\u200bple.org",
          "exam\u00a0ple.org",
          "exam\u0085ple.org",
          "\ud83e\udd84.org",
          "a\u2100.org",
          "\u3002org",
          "example\uff0e",
          "\u00e9".repeat(60) + ".org",
          "exam\ud83dple.org",
          "*.org",
          "%65xample.org",
          "localhost.");

  private final BadInputs inputs;
  private final Random random = new Random(20_260_102);

  BadAddresses(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    Place.addresses().forEach(this::badAddress);
  }

  private void badAddress(Place place) {
    String valid = "zq7a@example.org";
    for (int at = 0; at <= valid.length(); at++) {
      for (String c : new String[] {"\r", "\n", "\0", "\t", "\r\nBcc: x@y.org", "\ud83d"}) {
        inputs.inject(place, valid, at, c);
      }
    }
    for (char c = 1; c < ' '; c++) {
      inputs.inject(place, valid, random.nextInt(valid.length() + 1), String.valueOf(c));
    }
    for (String bad : MALFORMED) {
      inputs.add(place, "malformed", bad);
    }
    for (String domain : BAD_DOMAINS) {
      inputs.add(place, "bad domain", "zq7@" + domain);
      inputs.add(place, "bad domain with a name", "Zq7 <zq7@" + domain + ">");
    }
    for (char c : "()<>[]:;@\\,\" ".toCharArray()) {
      inputs.add(place, "bad in a local part", "zq7" + c + "x@example.org");
      inputs.add(place, "bad in a domain", "zq7@exa" + c + "mple.org");
    }
    for (char c : "()<>[]:;@\\,\"".toCharArray()) {
      inputs.add(place, "bad in an unquoted name", "zq7" + c + " x <zq7@example.org>");
    }
  }
}
