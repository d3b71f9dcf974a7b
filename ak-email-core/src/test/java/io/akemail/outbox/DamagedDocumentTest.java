package io.akemail.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not exactly a document of the format is refused, and nothing of it is told. */
class DamagedDocumentTest {
  private static final String ENVELOPE =
      "{'version':1,'id':'zq7@a.org','from':{'address':'zq7@a.org'},'to':[{'address':'b@a.org'}],"
          + "'openTracking':'ON','clickTracking':'ON','deliveryGuarantee':'AT_LEAST_ONCE'";
  private static final String PLAIN = ENVELOPE + ",'subject':'zq7','text':'zq7'";
  private static final String TEMPLATED = ENVELOPE + ",'templates':{'zq7':'zq7'}";

  /** The document that begins so, with its true checksum. */
  private static byte[] sealed(String begin) {
    return sealed(begin.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sealed(byte[] begin) {
    CRC32C checksum = new CRC32C();
    checksum.update(begin);
    byte[] seal = Seal.of((int) checksum.getValue());
    byte[] document = Arrays.copyOf(begin, begin.length + seal.length);
    System.arraycopy(seal, 0, document, begin.length, seal.length);
    return document;
  }

  private static String refusal(byte[] document) {
    Throwable thrown = catchThrowable(() -> MessageFormat.read(document));
    assertThat(thrown).isInstanceOf(IOException.class);
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(FullMessages.MARK);
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void theDocumentsThatTheOthersAreMadeFromAreRead() throws IOException {
    assertThat(MessageFormat.read(sealed(PLAIN)).subject()).contains("zq7");
    assertThat(MessageFormat.read(sealed(TEMPLATED)).templates()).containsEntry("zq7", "zq7");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] document = MessageFormat.write(FullMessages.withContent());
    for (int length = 0; length < document.length; length++) {
      assertThat(refusal(Arrays.copyOf(document, length))).contains("damaged");
    }
  }

  @Test
  void everyChangeOfAByteIsRefused() throws IOException {
    byte[] document = MessageFormat.write(FullMessages.withTemplate());
    for (int i = 0; i < document.length; i++) {
      byte[] changed = document.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertThat(refusal(changed)).contains("the stored message is");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 10})
  void anotherVersionIsNamedAsSuch(int version) {
    byte[] document = sealed(PLAIN.replace("'version':1", "'version':" + version));
    assertThat(refusal(document)).contains("another version of its format than 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\u0000\u0000\u0000\u0000",
        "{'version':'1','id':'zq7@a.org'}",
        "{'id':'zq7@a.org','version':1}"
      })
  void whatDoesNotBeginWithAVersionIsRefused(String document) {
    byte[] bytes = document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(refusal(bytes)).contains("the version is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "'zq7':1|not known",
        "'Text':'zq7'|not known",
        "'html':null|html is not of the right form",
        "'html':7|html is not of the right form",
        "'html':['zq7']|html is not of the right form",
        "'html':'zq7','html':'zq7'|no JSON",
        "'subject':'zq7'|no JSON",
        "'cc':'zq7'|cc is not of the right form",
        "'cc':['zq7']|cc is not of the right form",
        "'cc':[{}]|cc lacks a part",
        "'cc':[{'name':'zq7'}]|cc lacks a part",
        "'cc':[{'address':'zq7'}]|cc is not allowed: it has no '@'",
        "'cc':[{'address':'zq7@a.org','zq7':'zq7'}]|cc has or is followed by a member",
        "'attachments':{}|attachments is not of the right form",
        "'attachments':[{'name':'zq7','type':'a/b'}]|attachments lacks a part",
        "'attachments':[{'name':'zq7','content':''}]|attachments lacks a part",
        "'attachments':[{'name':'zq7','type':'a/b','content':'zq7'}]|attachments is no JSON",
        "'attachments':[{'name':'zq7','type':'a/b','content':'z%q7'}]|attachments is not allowed",
        "'attachments':[{'name':'zq7','type':'a/b','content':7}]|attachments is not of",
        "'attachments':[{'name':'zq7','type':'a/b','zq7':''}]|attachments has or is followed",
        "'headers':[]|headers is not of the right form",
        "'headers':{'zq7':7}|headers is not of the right form",
        "'headers':{'zq7':'zq7','zq7':'zq7'}|headers is no JSON",
        "'headers':{'zq7 zq7':'zq7'}|a part is not allowed: it name must be",
        "'tags':{'zq7':'zq7'}|tags is not of the right form",
        "'tags':['zq7','zq7']|a part is not allowed: it repeats a tag",
        "'mergeData':['zq7']|mergeData is not of the right form",
        "'mergeData':{'zq7':NaN}|mergeData is no JSON",
        "'mergeData':{'zq7':1}|a part is not allowed: it needs a template",
        "'sendAt':'zq7'|sendAt is not allowed",
        "'openTracking':'zq7'|no JSON",
        "'listUnsubscribe':{}|listUnsubscribe lacks a part",
        "'listUnsubscribe':{'uri':'https://zq7 zq7/'}|listUnsubscribe is not allowed",
        "'listUnsubscribe':{'zq7':'zq7'}|listUnsubscribe has or is followed by",
        "'providerOptions':{'zq7':'zq7'}|providerOptions is not of the right form",
        "'text':'zq7|no JSON",
        "'dedupeKey':'zq7'}{|the end is",
      })
  void aMemberThatIsNotOfTheFormatIsRefused(String member, String why) {
    assertThat(refusal(sealed(PLAIN + "," + member))).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "from", "openTracking", "clickTracking", "deliveryGuarantee"})
  void whatMakesItAnotherMessageMustNotBeMissing(String member) {
    String without = PLAIN.replaceFirst(",'" + member + "':('[^']*'|\\{[^}]*\\})", "");
    assertThat(without).hasSizeLessThan(PLAIN.length());
    assertThat(refusal(sealed(without))).contains(member + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openTracking", "clickTracking", "deliveryGuarantee"})
  void aWordThatIsNotKnownIsRefused(String member) {
    String changed = PLAIN.replaceFirst("'" + member + "':'[A-Z_]*'", "'" + member + "':'zq7'");
    assertThat(refusal(sealed(changed))).contains(member + " is not allowed");
  }

  @Test
  void nestingHasABound() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(refusal(sealed(TEMPLATED + ",'mergeData':{'zq7':" + deep + "}")))
        .contains("no JSON");
    String deeperThanAMessage = "[".repeat(33) + "]".repeat(33);
    assertThat(refusal(sealed(TEMPLATED + ",'mergeData':{'zq7':" + deeperThanAMessage + "}")))
        .contains("is nested deeper than 32 levels");
  }

  @Test
  void numbersHaveABound() {
    String digits = "7".repeat(100_001);
    assertThat(refusal(sealed(TEMPLATED + ",'mergeData':{'zq7':" + digits + "}")))
        .contains("no JSON");
    assertThat(refusal(sealed(TEMPLATED + ",'mergeData':{'zq7':1E" + "9".repeat(20) + "}")))
        .contains("damaged");
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] begin = PLAIN.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    begin[begin.length - 2] = (byte) 0xff;
    assertThat(refusal(sealed(begin))).contains("no JSON");
  }

  @Test
  void aChangedChecksumIsNamedAsSuch() {
    byte[] document = sealed(PLAIN);
    document[document.length - 3] ^= 1;
    assertThatThrownBy(() -> MessageFormat.read(document))
        .isInstanceOf(IOException.class)
        .hasMessage("the stored message is damaged: its checksum differs");
  }
}
