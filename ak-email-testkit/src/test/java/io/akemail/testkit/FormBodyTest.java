package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {
  private static final String TYPE = "multipart/form-data; boundary=B1";
  private static final String GOOD =
      "--B1\nContent-Disposition: form-data; name=\"a\"\n\nx\n--B1--\n".replace("\n", "\r\n");

  private static List<FormPart> parse(String type, String body) {
    return FormBody.parse(type, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void fieldsAndFilesAreTakenApart() {
    String body =
        """
        --B1
        content-disposition: form-data; name="\u00fc"

        one
        --B2

        --B1
        Content-Disposition: form-data; name="f"; filename="a b.txt"
        Content-Type: text/plain; charset=utf-8


        --B1--
        """
            .replace("\n", "\r\n");
    List<FormPart> parts = parse("Multipart/Form-Data; boundary=\"B1\"", body);
    assertThat(parts).extracting(FormPart::name).containsExactly("\u00fc", "f");
    assertThat(parts.get(0).text()).isEqualTo("one\r\n--B2\r\n");
    assertThat(parts.get(0).fileName()).isEmpty();
    assertThat(parts.get(1).fileName()).contains("a b.txt");
    assertThat(parts.get(1).contentType()).contains("text/plain; charset=utf-8");
    assertThat(parts.get(1).content()).isEmpty();
    assertThat(parts.get(0).toString()).isEqualTo("\u00fc (11 bytes)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "multipart/form-data", "multipart/mixed; boundary=B1"})
  void anotherTypeIsNoForm(String type) {
    assertThat(parse(TYPE, GOOD)).hasSize(1);
    assertThat(parse(type, GOOD)).isNull();
    assertThat(FormBody.parse(null, new byte[0])).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--B1",
        "--B1\r\n",
        "x--B1--\r\n",
        "--B1--\r\nmore",
        "--B1\nContent-Disposition: form-data; name=\"a\"\n\nx\n--B1--\n",
        "--B1\r\nContent-Disposition: form-data; name=\"a\"\r\nx\r\n--B1--\r\n",
        "--B1\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B1--\r\n",
        "--B1\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B1--\r\n",
        "--B1\r\nContent-Type: a/b\r\n\r\nx\r\n--B1--\r\n",
        "--B1\r\nX-A: b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B1--\r\n",
        "--B1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B1\r\n"
      })
  void aBodyOfAnotherFormIsNoForm(String body) {
    assertThat(parse(TYPE, body)).isNull();
  }
}
