package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ada@example.org                          | ada@example.org |",
        "<ada@example.org>                        | ada@example.org |",
        "\"\" <ada@example.org>                   | ada@example.org |",
        "Ada Lovelace <ada@example.org>           | ada@example.org | Ada Lovelace",
        "Ada Lovelace<ada@example.org>            | ada@example.org | Ada Lovelace",
        "\"Lovelace, Ada\" <ada@example.org>      | ada@example.org | Lovelace, Ada",
        "\"Ada \\\"Lady\\\" \\\\ L\" <ada@example.org> | ada@example.org | Ada \"Lady\" \\ L",
        "\"a <b@c> d\" <ada@example.org>          | ada@example.org | a <b@c> d",
        "J. O'Neil-Smith <ada@example.org>        | ada@example.org | J. O'Neil-Smith",
        "山田太郎 <ada@example.org>                 | ada@example.org | 山田太郎",
      })
  void anAddressIsReadWithOrWithoutItsName(String text, String address, String name) {
    EmailAddress read = EmailAddress.of(text);
    assertThat(read.address()).isEqualTo(address);
    assertThat(read.name().orElse(null)).isEqualTo(name);
  }

  @Test
  void spacesAroundAnAddressAreDropped() {
    assertThat(EmailAddress.of("  ada@example.org ").address()).isEqualTo("ada@example.org");
    assertThat(EmailAddress.of(" ada@example.org ", "  Ada ").format())
        .isEqualTo("Ada <ada@example.org>");
    assertThat(EmailAddress.of("ada@example.org", "  ").name()).isEmpty();
  }

  @Test
  void theDomainIsInLowerCaseAndTheLocalPartAsGiven() {
    EmailAddress address = EmailAddress.of("Ada.Lovelace@Example.ORG");
    assertThat(address.address()).isEqualTo("Ada.Lovelace@example.org");
    assertThat(address.localPart()).isEqualTo("Ada.Lovelace");
    assertThat(address.domain()).isEqualTo("example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "b\u00fccher.example, xn--bcher-kva.example",
    "B\u00dcCHER.EXAMPLE, xn--bcher-kva.example",
    "\u4f8b\u3048.jp, xn--r8jz45g.jp",
    "example\u3002org, example.org",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
  })
  void aUnicodeDomainBecomesAscii(String domain, String ascii) {
    assertThat(EmailAddress.of("ada@" + domain).domain()).isEqualTo(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stra\u00dfe.de",
        "\u03c3\u03bf\u03c6\u03cc\u03c2.gr",
        "a\u200db.org",
        "a\u200cb.org"
      })
  void aDomainThatTheOldAndTheNewStandardReadDifferentlyIsRefused(String domain) {
    assertThat(reason("ada@" + domain)).contains("give its xn-- form");
  }

  @Test
  void theLocalPartMayHaveSixtyFourBytes() {
    assertThat(EmailAddress.of("a".repeat(64) + "@example.org").localPart()).hasSize(64);
    assertThat(EmailAddress.of("\u00e9".repeat(32) + "@example.org").localPart()).hasSize(32);
    assertThat(EmailAddress.of("\ud83d\ude00".repeat(16) + "@example.org").localPart()).hasSize(32);
    for (String tooLong : new String[] {"a".repeat(65), "\u00e9".repeat(33), "\u20ac".repeat(22)}) {
      assertThat(reason(tooLong + "@example.org"))
          .isEqualTo("has a local part longer than 64 bytes");
    }
    assertThat(reason("\ud83d\ude00".repeat(16) + "a@example.org"))
        .isEqualTo("has a local part longer than 64 bytes");
  }

  @Test
  void theWholeMayHaveTwoHundredAndFiftyFourBytes() {
    String label = "b".repeat(49);
    String domain = label + "." + label + "." + label + "." + label + ".org"; // 203
    assertThat(EmailAddress.of("a".repeat(50) + "@" + domain).address()).hasSize(254);
    assertThat(reason("a".repeat(51) + "@" + domain)).isEqualTo("is longer than 254 bytes");
  }

  @Test
  void aLabelMayHaveSixtyThreeCharacters() {
    assertThat(EmailAddress.of("a@" + "b".repeat(63) + ".org").domain()).hasSize(67);
    assertThat(reason("a@" + "b".repeat(64) + ".org")).contains("label longer than 63");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ada.example.org | has no '@'",
        "a@b@example.org | has more than one '@'",
        "@example.org | has nothing before '@'",
        "ada@ | has nothing after '@'",
        "ada@[192.0.2.1] | has an address literal for a domain",
        "ada@192.0.2.1 | has an IP address or a number for a domain",
        "ada@example | has a domain without a dot",
        "Ada <ada@example.org | has '<' without '>' at the end",
        "Ada <ada@example.org> x | has text after '>'",
        "ada@example.org> | has '>' without '<'",
        "ada lovelace@example.org | has a space in the local part",
        "\"ada\"@example.org | has a quoted local part, which many providers refuse",
      })
  void aRefusalSaysWhatIsWrong(String text, String reason) {
    assertThat(reason(text)).isEqualTo(reason);
  }

  @Test
  void localhostNeedsNoDot() {
    assertThat(EmailAddress.of("ada@LocalHost").domain()).isEqualTo("localhost");
  }

  @Test
  void onlyAUnicodeLocalPartNeedsTheExtension() {
    assertThat(EmailAddress.of("ada@example.org").hasAsciiLocalPart()).isTrue();
    assertThat(EmailAddress.of("ada@b\u00fccher.example").hasAsciiLocalPart()).isTrue();
    assertThat(EmailAddress.of("\u00e5da@example.org").hasAsciiLocalPart()).isFalse();
  }

  @Test
  void addressesAreEqualWithoutRegardToCaseWhenTheirNamesAre() {
    assertThat(EmailAddress.of("Ada@Example.org"))
        .isEqualTo(EmailAddress.of("ada@example.ORG"))
        .hasSameHashCodeAs(EmailAddress.of("ada@example.ORG"))
        .isNotEqualTo(EmailAddress.of("ada@example.org", "Ada"))
        .isNotEqualTo(EmailAddress.of("bob@example.org"));
    assertThat(EmailAddress.of("ada@example.org", "Ada"))
        .isNotEqualTo(EmailAddress.of("ada@example.org", "ADA"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Ada | Ada <a@b.org>",
        "Lovelace, Ada | \"Lovelace, Ada\" <a@b.org>",
        "J. Smith | \"J. Smith\" <a@b.org>",
        "a \"b\" \\ c | \"a \\\"b\\\" \\\\ c\" <a@b.org>",
        "=?utf-8?q?x?= | \"=?utf-8?q?x?=\" <a@b.org>",
        "山田 太郎 | 山田 太郎 <a@b.org>",
      })
  void aNameIsQuotedWhenItMustBe(String name, String formatted) {
    assertThat(EmailAddress.of("a@b.org", name).format()).isEqualTo(formatted);
  }

  @Test
  void whatIsFormattedIsReadBackTheSame() {
    Random random = new Random(7);
    String alphabet = "aZ09 .,;:<>()[]@\\\"'=?_-\u00e9\u5c71";
    for (int i = 0; i < 2000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      EmailAddress address = EmailAddress.of("ada@example.org", name.toString());
      assertThat(EmailAddress.of(address.format())).isEqualTo(address);
    }
  }

  @Test
  void noRandomTextEndsInAnotherException() {
    Random random = new Random(11);
    String alphabet =
        "ab1.-@<>\"\\ ,()[]\r\n\0\u00df\u00e9\u3002\uff0e\u200d\u00ad\ud83d\ude00\u0130\u2100xn";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "" : "ada@xn--");
      for (int n = random.nextInt(20); n >= 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String given = text.toString();
      try {
        EmailAddress read = EmailAddress.of(given);
        assertThat(read.domain()).matches("[a-z0-9-]+(\\.[a-z0-9-]+)*");
        assertThat(EmailAddress.of(read.format())).isEqualTo(read);
      } catch (InvalidMessageException e) {
        assertThat(e.problems()).hasSize(1);
      }
    }
  }

  @Test
  void theTextOfAnAddressIsAHashOnly() {
    assertThat(EmailAddress.of("ada@example.org", "Ada").toString())
        .matches("EmailAddress#[0-9a-f]{8}")
        .isEqualTo(EmailAddress.of("ADA@example.org").toString());
  }

  private static String reason(String text) {
    InvalidMessageException thrown =
        catchThrowableOfType(InvalidMessageException.class, () -> EmailAddress.of(text));
    assertThat(thrown.problems()).hasSize(1);
    assertThat(thrown.problems().get(0).field()).isEmpty();
    return thrown.problems().get(0).reason();
  }
}
