package io.akemail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListUnsubscribeTest {
  private static final URI LEAVE = URI.create("https://example.org/leave?t=zq7");

  @Test
  void oneClickHasBothHeaders() {
    ListUnsubscribe leave = ListUnsubscribe.oneClick(LEAVE);
    assertThat(leave.header()).isEqualTo("<https://example.org/leave?t=zq7>");
    assertThat(leave.postHeader()).hasValue("List-Unsubscribe=One-Click");
    assertThat(leave.uri()).hasValue(LEAVE);
    assertThat(leave.mailto()).isEmpty();
  }

  @Test
  void oneClickMayHaveAMailAddressBesides() {
    ListUnsubscribe leave = ListUnsubscribe.oneClick(LEAVE, "leave@example.org");
    assertThat(leave.header())
        .isEqualTo("<https://example.org/leave?t=zq7>, <mailto:leave@example.org>");
    assertThat(leave.postHeader()).hasValue("List-Unsubscribe=One-Click");
  }

  @Test
  void aMailAddressAloneHasNoPostHeader() {
    ListUnsubscribe leave = ListUnsubscribe.mailto("leave@example.org");
    assertThat(leave.header()).isEqualTo("<mailto:leave@example.org>");
    assertThat(leave.postHeader()).isEmpty();
    assertThat(leave.uri()).isEmpty();
    assertThat(leave.mailto()).hasValue("mailto:leave@example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "leave@example.org, <mailto:leave@example.org>",
    " leave@example.org , <mailto:leave@example.org>",
    "<leave@example.org>, <mailto:leave@example.org>",
    "leave@b\u00fccher.example, <mailto:leave@xn--bcher-kva.example>",
    "a+b=c/d?e&f%g#h@example.org, <mailto:a+b%3Dc%2Fd%3Fe%26f%25g%23h@example.org>",
    "mailto:leave@example.org?subject=leave%20now, <mailto:leave@example.org?subject=leave%20now>",
    "MAILTO:a%2Bb@example.org, <MAILTO:a%2Bb@example.org>",
  })
  void aMailAddressBecomesAUri(String mailto, String header) {
    ListUnsubscribe leave = ListUnsubscribe.mailto(mailto);
    assertThat(leave.header()).isEqualTo(header);
    assertThat(ListUnsubscribe.mailto(leave.mailto().orElseThrow())).isEqualTo(leave);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "zq7",
        "Zq7 <leave@example.org>",
        "l\u00e9ave@example.org",
        "zq7\r\n@example.org",
        "mailto:",
        "mailto:zq7",
        "mailto:<leave@example.org>",
        "mailto:a@example.org>,<x:y",
        "mailto:a@b\u00fccher.example",
        "mailto:a%0d%0a@example.org",
        "mailto:a%4@example.org",
        "mailto:a%@example.org",
        "mailto:a@example.org?subject=zq7 x",
        "mailto:a@example.org?subject=zq7\r\nBcc: x@y.org",
        "mailto:a@example.org?subject=%zq",
        "mailto:a@example.org?subject=%2",
        "mailto:a@example.org,b@example.org",
      })
  void aMailAddressThatCannotStandInAHeaderIsRefused(String mailto) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.mailto(mailto))
        .satisfies(e -> assertThat(e.problems()).extracting(Problem::field).containsOnly("mailto"))
        .withMessageNotContaining("zq7");
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.oneClick(LEAVE, mailto))
        .satisfies(e -> assertThat(e.problems()).extracting(Problem::field).containsOnly("mailto"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "http://example.org/zq7",
        "ftp://example.org/zq7",
        "/zq7",
        "zq7",
        "https:zq7",
        "https:///zq7",
        "https://user:zq7@example.org/",
        "https://example.org/#zq7",
        "mailto:zq7@example.org",
      })
  void anythingButAnHttpsAddressIsRefusedForOneClick(String uri) {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.oneClick(uri == null ? null : URI.create(uri)))
        .satisfies(e -> assertThat(e.problems()).extracting(Problem::field).containsExactly("uri"))
        .withMessageNotContaining("zq7");
  }

  @Test
  void bothAddressesAreCheckedAtOnce() {
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.oneClick(URI.create("http://example.org"), "x"))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::field)
                    .containsExactly("uri", "mailto"));
  }

  @Test
  void theHeaderFitsIntoOneLine() {
    URI longest = URI.create("https://example.org/" + "x".repeat(880));
    assertThat(ListUnsubscribe.oneClick(longest).header()).hasSize(902);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.oneClick(URI.create(longest + "x")))
        .withMessage("invalid message: uri: is longer than 900 characters");
    String mailto = "mailto:a@example.org?body=";
    String rest = "x".repeat(980 - 906 - mailto.length());
    assertThat(ListUnsubscribe.oneClick(longest, mailto + rest).header()).hasSize(980);
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> ListUnsubscribe.oneClick(longest, mailto + rest + "x"))
        .withMessage("invalid message: mailto: is too long together with the https address");
  }

  @Test
  void equalWaysAreEqual() {
    assertThat(ListUnsubscribe.oneClick(LEAVE, "a@b.org"))
        .isEqualTo(ListUnsubscribe.oneClick(LEAVE, "a@b.org"))
        .hasSameHashCodeAs(ListUnsubscribe.oneClick(LEAVE, "a@b.org"))
        .isNotEqualTo(ListUnsubscribe.oneClick(LEAVE))
        .isNotEqualTo(ListUnsubscribe.mailto("a@b.org"));
  }

  @Test
  void theTextShowsNoAddress() {
    assertThat(ListUnsubscribe.oneClick(LEAVE)).hasToString("ListUnsubscribe[one-click]");
    assertThat(ListUnsubscribe.mailto("a@b.org")).hasToString("ListUnsubscribe[mailto]");
    assertThat(ListUnsubscribe.oneClick(LEAVE, "a@b.org"))
        .hasToString("ListUnsubscribe[one-click, mailto]");
  }
}
