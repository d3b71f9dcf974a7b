package io.akemail.sparkpost;

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
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Settings, made by code or found. */
class SparkPostSettingsTest {
  private static final URI ELSEWHERE = URI.create("https://mail.shop.example/api/v1");

  @Test
  void aKeyIsAllThatIsNeeded() {
    try (EmailProvider provider = SparkPost.builder().apiKey(" " + Wire.KEY + "\n").build()) {
      assertThat(provider.id()).isEqualTo(ProviderId.of("sparkpost"));
      assertThat(provider.toString()).isEqualTo("SparkPost[sparkpost]");
      byte[] salt = {1, 2, 3};
      assertThat(provider.credentialFingerprint(salt))
          .isEqualTo(Secret.of("key", Wire.KEY).fingerprint(salt));
    }
  }

  @Test
  void allProblemsAreToldAtOnceWithoutTheKey() {
    SparkPost.Builder builder =
        SparkPost.builder()
            .apiKey("key-\u00fc-secret")
            .id("No Id")
            .baseUrl(URI.create("http://sparkpost.example"))
            .europe()
            .subaccount(-1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "SparkPost: apiKey: holds a character that is not visible ASCII, at position 4; id:"
                  + " must be 1 to 40 of a-z, 0-9 and '-', beginning with a letter; subaccount: must"
                  + " be a whole number of 0 or more; baseUrl: not together with the region eu; baseUrl:"
                  + " must be https; only allowLocalNetwork() permits http");
    }
  }

  @Test
  void withoutAKeyThereIsNoProvider() {
    assertThatThrownBy(() -> SparkPost.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SparkPost: apiKey: is not set");
  }

  @Test
  void foundSettingsAreNamedInFull() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MAIL_TWO_BASE_URL", "not a uri");
    settings.put("MAIL_TWO_REGION", "moon");
    settings.put("MAIL_TWO_COMMERCIAL", "yes");
    settings.put("MAIL_TWO_SUBACCOUNT", "first");
    assertThatThrownBy(() -> create("mail-two", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SparkPost: MAIL_TWO_BASE_URL: is not a URI; MAIL_TWO_REGION: must be us or eu;"
                + " MAIL_TWO_COMMERCIAL: must be true or false; MAIL_TWO_API_KEY: is not set;"
                + " MAIL_TWO_SUBACCOUNT: must be a whole number of 0 or more");
  }

  @Test
  void foundSettingsMeanWhatTheBuilderMeans() {
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider =
            create(
                "mail-two",
                Map.of(
                    "MAIL_TWO_API_KEY", Wire.KEY,
                    "MAIL_TWO_BASE_URL", server.uri() + "/api/v1",
                    "MAIL_TWO_ALLOW_LOCAL_NETWORK", "TRUE",
                    "MAIL_TWO_SUBACCOUNT", "0",
                    "MAIL_TWO_COMMERCIAL", "true",
                    "MAIL_TWO_IDEMPOTENCY_KEYS", "true",
                    "MAIL_TWO_SANDBOX", "true"))) {
      provider.send(Messages.plain(), TestContext.create());
      assertThat(provider.id()).isEqualTo(ProviderId.of("mail-two"));
      assertThat(provider.capabilities()).contains(Capability.IDEMPOTENCY_KEY);
      assertThat(server.requests().get(0).header("X-MSYS-SUBACCOUNT")).contains("0");
      assertThat(server.requests().get(0).bodyText())
          .contains("\"transactional\":false")
          .contains("ada@example.org.sink.sparkpostmail.com");
    }
  }

  @Test
  void everyRegionCanBeFound() {
    for (String region : List.of("us", "EU", "eu")) {
      create("sparkpost", Map.of("SPARKPOST_API_KEY", Wire.KEY, "SPARKPOST_REGION", region))
          .close();
    }
  }

  @Test
  void eachRegionHasItsAddress() {
    assertThat(addressAsked(SparkPost.builder()))
        .isEqualTo("https://api.sparkpost.com/api/v1/transmissions");
    assertThat(addressAsked(SparkPost.builder().europe()))
        .isEqualTo("https://api.eu.sparkpost.com/api/v1/transmissions");
  }

  /** Which address is asked for, told by a client that knows none. */
  private static String addressAsked(SparkPost.Builder builder) {
    StringBuilder address = new StringBuilder();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  address.append(chain.request().url());
                  throw new UnknownHostException("no network in this test");
                })
            .build();
    try (EmailProvider provider = builder.apiKey(Wire.KEY).httpClient(client).build()) {
      assertThat(provider.send(Messages.plain(), TestContext.create()).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
    }
    return address.toString();
  }

  @Test
  void keysAreReliedOnAtThePublicAddressesOnly() {
    EnumSet<Capability> all =
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
            Capability.SANDBOX,
            Capability.IDEMPOTENCY_KEY);
    assertThat(capabilities(SparkPost.builder())).isEqualTo(all);
    assertThat(capabilities(SparkPost.builder().europe())).isEqualTo(all);
    assertThat(capabilities(SparkPost.builder().baseUrl(ELSEWHERE).idempotencyKeys()))
        .isEqualTo(all);
    all.remove(Capability.IDEMPOTENCY_KEY);
    assertThat(capabilities(SparkPost.builder().baseUrl(ELSEWHERE))).isEqualTo(all);
  }

  private static Object capabilities(SparkPost.Builder builder) {
    try (EmailProvider provider = builder.apiKey(Wire.KEY).build()) {
      return provider.capabilities();
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
    return new SparkPost.Factory().create(new ProviderConfig(ProviderId.of(id), settings));
  }
}
