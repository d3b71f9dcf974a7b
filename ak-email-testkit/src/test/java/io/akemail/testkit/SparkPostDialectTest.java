package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkPostDialectTest {
  private static final String TO = "'recipients':[{'address':{'email':'ada@example.org'}}]";
  private static final String PLAIN = "'from':'s@x.com','subject':'Hi','text':'a'";

  private final ProviderServer server = ProviderServer.sparkPost("sp-key");

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> send(String members) throws Exception {
    String json = "{" + members.replace('\'', '"') + "}";
    return Http.post(server.baseUrl(), "/api/v1/transmissions", "sp-key", json);
  }

  @Test
  void aMailWithEveryDocumentedMemberIsTaken() throws Exception {
    String all =
        """
        'recipients':[{'address':{'email':'a@x.org','name':'A','header_to':'a@x.org'}},
        {'address':{'email':'b@x.org','header_to':'a@x.org'}}],
        'content':{'from':{'email':'s@x.com','name':'S'},'subject':'Hi','text':'a','html':'b',
        'reply_to':'r@x.com, q@x.com','headers':{'CC':'b@x.org','X-A':'b'},
        'attachments':[{'name':'a.bin','type':'application/x-a','data':'AQID'}],
        'inline_images':[{'name':'logo','type':'image/png','data':'AQID'}]},
        'options':{'transactional':true,'open_tracking':false,'click_tracking':false,
        'perform_substitutions':false},
        'campaign_id':'t','metadata':{'ak_message_id':'m1'}""";

    var answer = send(all);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"total_accepted_recipients\":2")
        .contains("\"id\":\"" + server.mails().get(0).providerMessageId() + "\"");
    assertThat(server.violations()).isEmpty();
    assertThat(server.copies("m1")).isEqualTo(1);
    assertThat(server.mails().get(0).recipients()).containsExactly("a@x.org", "b@x.org");
  }

  @Test
  void badRecipientsAreRefusedOneByOne() throws Exception {
    String two = "'recipients':[{'address':'a@x.org'},{'address':'nobody'}]";
    var answer = send(two + ",'content':{" + PLAIN + "}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"total_rejected_recipients\":1", "\"code\":\"1300\"", "\"code\":\"2000\"");
    assertThat(server.counts().accepted()).isEqualTo(1);

    send("'recipients':[{'address':'nobody'}],'content':{" + PLAIN + "}");
    assertThat(server.counts().accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'from':'nobody','subject':'Hi','text':'a' | 1300
          'subject':'Hi','text':'a' | 1400
          'from':'s@x.com','text':'a' | 1400
          'from':'s@x.com','subject':'Hi' | 1400
          'from':'s@x.com','subject':'Hi','text':'a','reply_to':['r@x.com'] | 1300
          'from':'s@x.com','subject':'Hi','text':'a','headers':{'To':'x'} | 1300
          'from':'s@x.com','subject':'Hi','text':'a','attachments':[{'name':'a','type':'b','data':'A\\nQ'}] | 1300
          'template_id':'t','subject':'Hi' | 1301
          """)
  void aFaultInTheContentIsRefusedWithItsCode(String content, String code) throws Exception {
    var answer = send(TO + ",'content':{" + content + "}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    assertThat(server.counts().accepted()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'recipients':[]",
        "'options':{'transactional':'yes'}",
        "'options':{'start_time':'2026-01-01T10:00:00.5Z'}",
        "'options':{'start_time':'2999-01-01T10:00:00Z'}",
        "'campaign_id':'12345678901234567890123456789012345678901234567890123456789012345'"
      })
  void aFaultElsewhereIsRefusedToo(String member) throws Exception {
    String to = member.startsWith("'recipients") ? "" : TO + ",";
    assertThat(send(to + member + ",'content':{" + PLAIN + "}").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'from':'s@x.com','subject':'{{name}}','text':'a' | content.subject
          'from':'s@x.com','subject':'Hi','text':'a {{b}}' | content.text
          'from':'s@x.com','subject':'Hi','text':'a','headers':{'X-A':'{{b}}'} | content.headers
          'from':'s@x.com','subject':'Hi','text':'a','headers':{'List-Unsubscribe':'x'} | content.headers
          'from':'s@x.com','subject':'Hi','text':'a','headers':{'CC':'x@x.org'} | recipients
          'template_id':'t','reply_to':'r@x.com' | content.reply_to
          'from':'s@x.com','subject':'Hi','text':'a','bcc':'x@x.org' | content.bcc
          """)
  void whatTheRealOneLetsPassIsFlagged(String content, String field) throws Exception {
    var answer = send(TO + ",'content':{" + content + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(server.violations()).singleElement().asString().startsWith(field + ": ");
  }

  @Test
  void escapedBracesAreNoViolation() throws Exception {
    String content = "'from':'s@x.com','subject':'{{opening_double_curly()}}x','text':'a'";
    assertThat(send(TO + ",'content':{" + content + "}").statusCode()).isEqualTo(200);
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void theKeyStandsBare() throws Exception {
    String json = ("{" + TO + ",'content':{" + PLAIN + "}}").replace('\'', '"');
    String path = "/api/v1/transmissions";
    assertThat(Http.post(server.baseUrl(), path, "Bearer sp-key", json).statusCode())
        .isEqualTo(401);
    assertThat(Http.post(server.baseUrl(), path, "sp-key", json).statusCode()).isEqualTo(200);
  }

  @Test
  void theFreeEndpointTellsTheAccount() throws Exception {
    String path = "/api/v1/account?include=usage";
    assertThat(Http.get(server.baseUrl(), path, "sp-key").body()).contains("\"active\"");
    assertThat(Http.get(server.baseUrl(), path, "x").statusCode()).isEqualTo(401);
  }

  @Test
  void itsIllnessesSpeakItsDialect() throws Exception {
    server.behave(Behaviour.quotaUsedUp());
    assertThat(send(TO).statusCode()).isEqualTo(420);
    server.behave(Behaviour.unavailable());
    assertThat(send(TO).body()).contains("\"1900\"");
    server.behave(Behaviour.rejecting(mail -> true, "content.subject"));
    var answer = send(TO + ",'content':{" + PLAIN + "}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("content.subject");
  }

  private HttpResponse<String> sendWithKey(String key, String text) throws Exception {
    String json =
        ("{" + TO + ",'content':{" + PLAIN.replace("'a'", text) + "}}").replace('\'', '"');
    HttpRequest request =
        Http.to(server.baseUrl(), "/api/v1/transmissions")
            .header("Authorization", "sp-key")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json))
            .build();
    return Http.CLIENT.send(request, BodyHandlers.ofString());
  }

  @Test
  void aRememberedKeyIsReplayedAndTakesNoSecondMail() throws Exception {
    server.rememberingIdempotencyKeys().behave(Behaviour.acceptingThen504());
    assertThat(sendWithKey("k1", "'a'").statusCode()).isEqualTo(504);
    server.heal();

    var again = sendWithKey("k1", "'a'");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.headers().firstValue("X-Idempotent-Replayed")).hasValue("true");
    assertThat(again.body()).contains(server.mails().get(0).providerMessageId());
    assertThat(sendWithKey("k1", "'b'").statusCode()).isEqualTo(409);
    assertThat(server.counts().accepted()).isEqualTo(1);
    assertThat(sendWithKey("k2", "'a'").headers().firstValue("X-Idempotent-Replayed")).isEmpty();
  }

  @Test
  void withoutMemoryAKeyIsIgnored() throws Exception {
    sendWithKey("k1", "'a'");
    sendWithKey("k1", "'a'");
    assertThat(server.counts().accepted()).isEqualTo(2);
  }
}
