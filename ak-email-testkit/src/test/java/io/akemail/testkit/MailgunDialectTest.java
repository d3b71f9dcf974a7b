package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunDialectTest {
  private static final String PATH = "/v3/mg.x.com/messages";
  private static final String PLAIN = "from=s@x.com&to=a@x.org&subject=Hi&text=a";

  private final ProviderServer server = ProviderServer.mailgun("mg.x.com", "mg-key");

  @AfterEach
  void close() {
    server.close();
  }

  private static String login(String key) {
    byte[] login = ("api:" + key).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /** Fields are separated by {@code &}; one with {@code @@} after its name is a file. */
  private HttpResponse<String> send(String fields) throws Exception {
    StringBuilder body = new StringBuilder();
    for (String field : fields.split("&", -1)) {
      String[] pair = field.split("=", 2);
      boolean file = pair[0].endsWith("@@");
      String name = pair[0].replace("@@", "");
      body.append("--B\r\nContent-Disposition: form-data; name=\"").append(name).append('"');
      body.append(file ? "; filename=\"f.bin\"\r\nContent-Type: a/b" : "");
      body.append("\r\n\r\n").append(pair[1]).append("\r\n");
    }
    return post(PATH, login("mg-key"), "multipart/form-data; boundary=B", body + "--B--\r\n");
  }

  private HttpResponse<String> post(String path, String authorization, String type, String body)
      throws Exception {
    HttpRequest request =
        Http.to(server.baseUrl(), path)
            .header("Authorization", authorization)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build();
    return Http.CLIENT.send(request, BodyHandlers.ofString());
  }

  @Test
  void aMailWithDocumentedFieldsIsTaken() throws Exception {
    var answer =
        send(
            "from=S <s@x.com>&to=\"A, B\" <a@x.org>&to=b@x.org&cc=c@x.org&bcc=d@x.org&subject=Hi"
                + "&text=a&html=b&attachment@@=1&inline@@=2&o:tag=t&o:tag=u&o:tracking-opens=no"
                + "&h:Reply-To=r@x.com&h:Message-Id=<m1@x.com>&v:k=w&v:ak_message_id=m1@x.com");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"id\":\"<m1@x.com>\",\"message\":\"Queued. Thank you.\"}");
    assertThat(server.violations()).isEmpty();
    assertThat(server.copies("m1@x.com")).isEqualTo(1);
    assertThat(server.mails().get(0).recipients())
        .containsExactly("a@x.org", "b@x.org", "c@x.org", "d@x.org");
  }

  @Test
  void withoutAnIdOneIsMintedAndTestModeTakesNoMail() throws Exception {
    assertThat(send(PLAIN).body()).contains("\"<1@mg.x.com>\"");
    assertThat(send(PLAIN + "&o:testmode=yes").statusCode()).isEqualTo(200);
    assertThat(server.counts().accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "to=a@x.org&subject=s&text=a | from parameter is missing",
        "from=s@x.com&subject=s&text=a | to parameter is missing",
        "from=s@x.com&to=a@x.org&text=a | subject parameter is missing",
        "from=s@x.com&to=a@x.org&subject=s | Need at least one of",
        "from=s@x.com&to=nobody&subject=s&text=a | to parameter is not a valid address",
        "from=S, T <s@x.com>&to=a@x.org&subject=s&text=a | from parameter is not a valid address",
        "from=s@x.com&to=a@x.org&template=t&html=a | Only one parameters",
        "from=s@x.com&to=a@x.org&template=t&t:variables=[] | 't:variables' parameter",
        "from=s@x.com&to=a@x.org&template=t&recipient-variables=x | 'recipient-variables'",
        "from=s@x.com&to=a@x.org&subject=s&text=a&o:tracking=maybe | o:tracking must be",
        "from=s@x.com&to=a@x.org&subject=s&text=a&o:deliverytime=soon | RFC-2822 compliant",
        "from=s@x.com&to=a@x.org&subject=s&text=a&h:\u00fc=s | Header name must be pure ASCII"
      })
  void whatMailgunRefusesIsRefusedInItsWords(String fields, String words) throws Exception {
    var answer = send(fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
    assertThat(server.counts().accepted()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to=A@x.org | silently dropped",
        "attachment=1 | silently dropped",
        "text@@=1 | is no field for files",
        "subject=again | is there twice",
        "unknown=1 | is not a documented field",
        "h:X-Mailgun-Drop-Message=yes | is an instruction to Mailgun",
        "h:Message-Id=m1 | is not of the form that is kept",
        "cc=\"Zo\u00eb, A\" <z@x.org> | is encoded wrongly",
        "bcc=zo\u00eb@x.org | makes an invalid header",
        "o:tag=\u00fc | is not ASCII",
        "o:tag=a&o:tag=b&o:tag=c&o:tag=d | more than 3",
        "t:variables={} | without a template",
        "recipient-variables={} | do not describe just those in to",
        "recipient-variables={\"a@x.org\":{\"n\":true}} | neither a text nor a number",
        "recipient-variables={\"a@x.org\":{}}&html=%recipient.n% | would be filled in",
        "recipient-variables={\"a@x.org\":{}}&t:variables={\"n\":\"%recipient.n%\"} | not filled in"
      })
  void whatMailgunLetsPassIsNotedAsAViolation(String more, String words) throws Exception {
    send(PLAIN + "&" + more);
    assertThat(server.violations()).anyMatch(violation -> violation.contains(words));
  }

  @Test
  void metadataBeyondItsLimitIsNotedAndOptionsBeyondTheirsAreRefused() throws Exception {
    assertThat(send(PLAIN + "&v:k=" + "x".repeat(5_000)).statusCode()).isEqualTo(200);
    assertThat(server.violations()).anyMatch(violation -> violation.contains("cut off in events"));
    assertThat(send(PLAIN + "&h:X-A=" + "x".repeat(17_000)).body()).contains("limited to 16KB");
  }

  @Test
  void aBodyThatIsNoFormIsRefused() throws Exception {
    var json = post(PATH, login("mg-key"), "application/json", "{}");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body()).contains("Expecting 'multipart/form-data' but got");
    var broken = post(PATH, login("mg-key"), "multipart/form-data; boundary=B", "--B\r\n");
    assertThat(broken.body()).contains("malformed multipart/form-data");
  }

  @Test
  void anotherKeyIsForbiddenInPlainText() throws Exception {
    var answer = post(PATH, login("other"), "multipart/form-data; boundary=B", "--B--\r\n");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("Forbidden");
  }

  @Test
  void theFreeCallTellsOfTheDomain() throws Exception {
    String login = login("mg-key");
    assertThat(Http.get(server.baseUrl(), "/v3/domains/mg.x.com", login).statusCode())
        .isEqualTo(200);
    assertThat(Http.get(server.baseUrl(), "/v3/domains/other.com", login).body())
        .contains("Domain not found");
    assertThat(Http.get(server.baseUrl(), "/v3/domains/mg.x.com", "x").statusCode()).isEqualTo(401);
  }

  @Test
  void theEndOfALimitStandsInTheTextInBothForms() throws Exception {
    server.behave(Behaviour.rateLimited(Duration.ofSeconds(90)));
    assertThat(send(PLAIN).body()).contains("limit exceeded, try again after 90 seconds\"");
    server.behave(Behaviour.rateLimited(Duration.ofHours(1)));
    assertThat(send(PLAIN).body()).containsPattern("try again after [A-Z][a-z]{2}, .* UTC\"");
    server.behave(Behaviour.quotaUsedUp());
    assertThat(send(PLAIN).body()).contains("recipient limit exceeded\"");
  }
}
