package io.akemail.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import io.akemail.spi.Secret;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Settings, made by code or found. */
class SendGridSettingsTest {

  @Test
  void aKeyIsAllThatIsNeeded() {
    try (EmailProvider provider = SendGrid.builder().apiKey(" " + Wire.KEY + "\n").build()) {
      assertThat(provider.id()).isEqualTo(ProviderId.of("sendgrid"));
      assertThat(provider.toString()).isEqualTo("SendGrid[sendgrid]");
      byte[] salt = {1, 2, 3};
      assertThat(provider.credentialFingerprint(salt))
          .isEqualTo(Secret.of("key", Wire.KEY).fingerprint(salt));
    }
  }

  @Test
  void allProblemsAreToldAtOnceWithoutTheKey() {
    SendGrid.Builder builder =
        SendGrid.builder()
            .apiKey("key-\u00fc-secret")
            .id("No Id")
            .baseUrl(URI.create("http://sendgrid.example"))
            .europe()
            .onBehalfOf("two words");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "SendGrid: apiKey: holds a character that is not visible ASCII, at position 4; id:"
                  + " must be 1 to 40 of a-z, 0-9 and '-', beginning with a letter; onBehalfOf: must"
                  + " be 1 to 255 characters of visible ASCII; baseUrl: not together with the region eu;"
                  + " baseUrl: must be https; only allowLocalNetwork() permits http");
    }
  }

  @Test
  void withoutAKeyThereIsNoProvider() {
    assertThatThrownBy(() -> SendGrid.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SendGrid: apiKey: is not set");
  }

  @Test
  void foundSettingsAreNamedInFull() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MAIL_TWO_BASE_URL", "not a uri");
    settings.put("MAIL_TWO_REGION", "moon");
    settings.put("MAIL_TWO_SANDBOX", "yes");
    settings.put("MAIL_TWO_ON_BEHALF_OF", "two words");
    assertThatThrownBy(() -> create("mail-two", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SendGrid: MAIL_TWO_BASE_URL: is not a URI; MAIL_TWO_REGION: must be global or eu;"
                + " MAIL_TWO_SANDBOX: must be true or false; MAIL_TWO_API_KEY: is not set;"
                + " MAIL_TWO_ON_BEHALF_OF: must be 1 to 255 characters of visible ASCII");
  }

  @Test
  void foundSettingsMeanWhatTheBuilderMeans() {
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider =
            create(
                "mail-two",
                Map.of(
                    "MAIL_TWO_API_KEY", Wire.KEY,
                    "MAIL_TWO_BASE_URL", server.uri().toString(),
                    "MAIL_TWO_ALLOW_LOCAL_NETWORK", "TRUE",
                    "MAIL_TWO_ON_BEHALF_OF", "sub",
                    "MAIL_TWO_SANDBOX", "true",
                    "MAIL_TWO_UNICODE_FROM_NAME", "true"))) {
      provider.send(
          Messages.base().from("Zo\u00eb <z@shop.example>").build(), TestContext.create());
      assertThat(provider.id()).isEqualTo(ProviderId.of("mail-two"));
      assertThat(server.requests().get(0).header("on-behalf-of")).contains("sub");
      assertThat(server.requests().get(0).bodyText())
          .contains("\"sandbox_mode\":{\"enable\":true}")
          .contains("Zo\u00eb");
    }
  }

  @Test
  void everyRegionCanBeFound() {
    for (String region : List.of("global", "EU", "eu")) {
      create("sendgrid", Map.of("SENDGRID_API_KEY", Wire.KEY, "SENDGRID_REGION", region)).close();
    }
  }

  @Test
  void eachRegionHasItsHost() {
    assertThat(hostAsked(SendGrid.builder())).isEqualTo("api.sendgrid.com");
    assertThat(hostAsked(SendGrid.builder().europe())).isEqualTo("api.eu.sendgrid.com");
  }

  /** Which name is asked for, told by a client that knows none. */
  private static String hostAsked(SendGrid.Builder builder) {
    StringBuilder host = new StringBuilder();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  host.append(chain.request().url().host());
                  throw new java.net.UnknownHostException("no network in this test");
                })
            .build();
    try (EmailProvider provider = builder.apiKey(Wire.KEY).httpClient(client).build()) {
      assertThat(provider.send(Messages.plain(), TestContext.create()).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
    }
    return host.toString();
  }

  @Test
  void theHostsClientIsBuiltUpon() {
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  calls.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();
    var exchange =
        Wire.exchange(Messages.plain(), builder -> builder.httpClient(client), Wire.TAKEN);
    assertThat(exchange.outcome().kind()).isEqualTo(Outcome.Kind.ACCEPTED);
    assertThat(calls).hasValue(1);
  }

  @Test
  void addressesOfThisHostAreRefusedUnlessAllowed() {
    assertThatThrownBy(
            () ->
                SendGrid.builder().apiKey(Wire.KEY).baseUrl(URI.create("http://127.0.0.1")).build())
        .hasMessageContaining("baseUrl: ")
        .hasMessageContaining("https");
  }

  @Test
  void theCapabilitiesAreThoseOfTheDocuments() {
    try (EmailProvider provider = SendGrid.builder().apiKey(Wire.KEY).build()) {
      assertThat(provider.capabilities())
          .isEqualTo(
              EnumSet.of(
                  Capability.ATTACHMENTS,
                  Capability.INLINE_IMAGES,
                  Capability.SEVERAL_REPLY_TO,
                  Capability.CUSTOM_HEADERS,
                  Capability.TAGS,
                  Capability.SEVERAL_TAGS,
                  Capability.METADATA,
                  Capability.TEMPLATES,
                  Capability.PERSONALIZATIONS,
                  Capability.SCHEDULING,
                  Capability.OPEN_TRACKING,
                  Capability.CLICK_TRACKING,
                  Capability.LIST_UNSUBSCRIBE,
                  Capability.MESSAGE_ID,
                  Capability.SANDBOX));
    }
  }

  @Test
  void aClosedProviderMakesNoCall() {
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN)) {
      EmailProvider provider = Wire.builder(server).build();
      provider.close();
      provider.close();
      assertThat(provider.send(Messages.plain(), TestContext.create()).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(server.connections()).isZero();
    }
  }

  private static EmailProvider create(String id, Map<String, String> settings) {
    return new SendGrid.Factory().create(new ProviderConfig(ProviderId.of(id), settings));
  }
}
