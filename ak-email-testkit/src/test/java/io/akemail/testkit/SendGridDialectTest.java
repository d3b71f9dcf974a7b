package io.akemail.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridDialectTest {
  private static final String TO = "'personalizations':[{'to':[{'email':'ada@example.org'}]}]";
  private static final String FROM = "'from':{'email':'shop@example.com','name':'Shop'}";
  private static final String CONTENT =
      "'subject':'Hi','content':[{'type':'text/plain','value':'a'},{'type':'text/html','value':'b'}]";
  private static final String BASE = TO + "," + FROM + "," + CONTENT;

  private final ProviderServer server = ProviderServer.sendGrid("SG.key");

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> send(String members) throws Exception {
    String json = "{" + members.replace('\'', '"') + "}";
    return Http.post(server.baseUrl(), "/v3/mail/send", "Bearer SG.key", json);
  }

  @Test
  void aMailWithEveryDocumentedMemberIsTaken() throws Exception {
    String all =
        """
        'personalizations':[{'to':[{'email':'a@x.org','name':'A'}],'cc':[{'email':'b@x.org'}],
        'bcc':[{'email':'c@x.org'}]}],'from':{'email':'s@x.com'},'subject':'Hi',
        'reply_to_list':[{'email':'r@x.com'},{'email':'q@x.com'}],
        'content':[{'type':'text/plain','value':'a'},{'type':'text/html','value':'b'}],
        'attachments':[{'content':'AQID','filename':'a.bin','type':'application/x-a',
        'disposition':'inline','content_id':'logo'}],'headers':{'X-A':'b'},'categories':['t'],
        'custom_args':{'ak_message_id':'m1'},'send_at':%d,
        'tracking_settings':{'click_tracking':{'enable':false,'enable_text':false},
        'open_tracking':{'enable':false}}"""
            .formatted(Instant.now().getEpochSecond() + 3600);

    var answer = send(all);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("X-Message-Id")).isPresent();
    assertThat(server.violations()).isEmpty();
    assertThat(server.mails()).singleElement().extracting(ReceivedMail::messageId).isEqualTo("m1");
    assertThat(server.mails().get(0).recipients()).containsExactly("a@x.org", "b@x.org", "c@x.org");
  }

  @Test
  void aTemplateTakesThePlaceOfSubjectAndContent() throws Exception {
    String entry = "'personalizations':[{'to':[{'email':'a@x.org'}],'dynamic_template_data':{}}]";
    assertThat(send(entry + "," + FROM + ",'template_id':'d-1'").statusCode()).isEqualTo(202);
    assertThat(send(entry + "," + FROM + ",'template_id':'1'").statusCode()).isEqualTo(400);
  }

  @Test
  void theSandboxChecksAndTakesNothing() throws Exception {
    var answer = send(BASE + ",'mail_settings':{'sandbox_mode':{'enable':true}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.counts().accepted()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'subject':'' | subject
          'content':[] | content
          'content':[{'type':'text/html','value':'b'},{'type':'text/plain','value':'a'}] | content
          'content':[{'type':'text/plain; charset=utf-8','value':'a'}] | content.0.type
          'content':[{'type':'text/plain','value':''}] | content.0.value
          'from':{'email':'nobody'} | from.email
          'from':{'email':'s@x.com','name':'Zoë'} | from.name
          'personalizations':[] | personalizations
          'personalizations':[{'to':[]}] | personalizations.0.to
          'personalizations':[{'to':[{'email':'a@x.org'}],'cc':[{'email':'A@x.org'}]}] | personalizations.0
          'personalizations':[{'to':[{'email':'a@x.org','name':'A, B'}]}] | personalizations.0.to.0.name
          'reply_to':{'email':'r@x.com'},'reply_to_list':[{'email':'q@x.com'}] | reply_to
          'attachments':[{'content':'','filename':'a'}] | attachments.0.content
          'attachments':[{'content':'AQID','filename':'a;b'}] | attachments.0.filename
          'attachments':[{'content':'AQID','filename':'a','disposition':'odd'}] | attachments.0.disposition
          'headers':{'Reply-To':'x'} | headers
          'headers':{'X A':'x'} | headers
          'categories':['a','a'] | categories
          'categories':['1','2','3','4','5','6','7','8','9','10','11'] | categories
          'custom_args':{'a':1} | custom_args
          'send_at':'now' | send_at
          'send_at':99999999999 | send_at
          'tracking_settings':{'open_tracking':{'enable':'no'}} | tracking_settings.open_tracking.enable
          """)
  void aFaultIsRefusedByItsField(String member, String field) throws Exception {
    String name = member.substring(1, member.indexOf('\'', 1));
    String others =
        BASE.replaceFirst("'" + name + "':(\\[[^\\]]*\\](}\\])?|\\{[^}]*\\}|'[^']*')", member);
    var answer = send(others.equals(BASE) ? BASE + "," + member : others);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    assertThat(server.counts().accepted()).isZero();
    assertThat(server.counts().violations()).isPositive();
  }

  @Test
  void anUnknownMemberIsFlaggedThoughTheMailIsTaken() throws Exception {
    assertThat(send(BASE + ",'catagories':['t']").statusCode()).isEqualTo(202);
    assertThat(server.violations()).containsExactly("catagories: is not a documented member");
  }

  @Test
  void keyTypeAndSyntaxAreChecked() throws Exception {
    String json = "{" + BASE.replace('\'', '"') + "}";
    String path = "/v3/mail/send";
    assertThat(Http.post(server.baseUrl(), path, "SG.key", json).statusCode()).isEqualTo(401);
    assertThat(Http.post(server.baseUrl(), path, "Bearer x", json).statusCode()).isEqualTo(401);
    assertThat(Http.post(server.baseUrl(), path, "Bearer SG.key", json + "}").statusCode())
        .isEqualTo(400);
    assertThat(Http.get(server.baseUrl(), path, "Bearer SG.key").statusCode()).isEqualTo(405);
    var text =
        Http.to(server.baseUrl(), path)
            .header("Authorization", "Bearer SG.key")
            .POST(BodyPublishers.ofString(json))
            .build();
    assertThat(Http.CLIENT.send(text, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void theFreeEndpointTellsTheScopes() throws Exception {
    assertThat(Http.get(server.baseUrl(), "/v3/scopes", "Bearer SG.key").body())
        .contains("mail.send");
    assertThat(Http.get(server.baseUrl(), "/v3/scopes", "Bearer x").statusCode()).isEqualTo(401);
    assertThat(Http.get(server.baseUrl(), "/v3/other", "Bearer SG.key").statusCode())
        .isEqualTo(404);
  }
}
