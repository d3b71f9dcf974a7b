package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import io.akemail.testkit.FaultServer;
import io.akemail.testkit.TestContext;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, made by code or found. */
class MailgunSettingsTest {
  @Test
  void aKeyAndADomainAreAllThatIsNeeded() {
    try (EmailProvider provider =
        Mailgun.builder().apiKey(" " + Wire.KEY + "\n").domain(" MG.Shop.example ").build()) {
      assertThat(provider.id()).isEqualTo(ProviderId.of("mailgun"));
      assertThat(provider.toString()).isEqualTo("Mailgun[mailgun]");
    }
  }

  @Test
  void anotherKeyOrDomainIsAnotherCredential() {
    assertThat(
            Set.of(
                fingerprint(Wire.KEY, Wire.DOMAIN),
                fingerprint("other", Wire.DOMAIN),
                fingerprint(Wire.KEY, "other.example")))
        .hasSize(3);
    assertThat(fingerprint(Wire.KEY, "MG.shop.example"))
        .isEqualTo(fingerprint(Wire.KEY, Wire.DOMAIN));
  }

  private static String fingerprint(String key, String domain) {
    try (EmailProvider provider = Mailgun.builder().apiKey(key).domain(domain).build()) {
      return provider.credentialFingerprint(new byte[] {1, 2, 3});
    }
  }

  @Test
  void allProblemsAreToldAtOnceWithoutTheKey() {
    Mailgun.Builder builder =
        Mailgun.builder()
            .apiKey("key-\u00fc-secret")
            .id("No Id")
            .baseUrl(URI.create("http://mailgun.example"))
            .europe()
            .domain("Shop <orders@shop.example>");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Mailgun: apiKey: holds a character that is not visible ASCII, at position 4; id:"
                  + " must be 1 to 40 of a-z, 0-9 and '-', beginning with a letter; domain: must be a"
                  + " domain's name in ASCII, such as mg.shop.example; baseUrl: not together with"
                  + " the region eu; baseUrl: must be https; only allowLocalNetwork() permits http");
    }
  }

  @Test
  void withoutAKeyAndADomainThereIsNoProvider() {
    assertThatThrownBy(() -> Mailgun.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mailgun: apiKey: is not set; domain: is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        ".example",
        "shop..example",
        "shop.example.",
        "a/b.example",
        "a%2fb.example",
        "../domains/a.example",
        "a.example?b",
        "b\u00fccher.example"
      })
  void aDomainThatIsNoNameOfADomainIsRefused(String domain) {
    Mailgun.Builder builder = Mailgun.builder().apiKey(Wire.KEY).domain(domain);
    assertThatThrownBy(builder::build)
        .hasMessage("Mailgun: domain: must be a domain's name in ASCII, such as mg.shop.example");
  }

  @Test
  void foundSettingsAreNamedInFull() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MAIL_TWO_BASE_URL", "not a uri");
    settings.put("MAIL_TWO_REGION", "moon");
    settings.put("MAIL_TWO_SANDBOX", "yes");
    settings.put("MAIL_TWO_SCHEDULE_SEVEN_DAYS", "7");
    assertThatThrownBy(() -> create("mail-two", settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Mailgun: MAIL_TWO_BASE_URL: is not a URI; MAIL_TWO_REGION: must be us or eu;"
                + " MAIL_TWO_SANDBOX: must be true or false; MAIL_TWO_SCHEDULE_SEVEN_DAYS: must be"
                + " true or false; MAIL_TWO_API_KEY: is not set; MAIL_TWO_DOMAIN: is not set");
  }

  @Test
  void foundSettingsMeanWhatTheBuilderMeans() {
    Instant inFiveDays = Instant.now().plus(Duration.ofDays(5));
    try (FaultServer server = FaultServer.start().otherwise(Wire.TAKEN);
        EmailProvider provider =
            create(
                "mail-two",
                Map.of(
                    "MAIL_TWO_API_KEY", Wire.KEY,
                    "MAIL_TWO_DOMAIN", "mail.shop.example",
                    "MAIL_TWO_BASE_URL", server.uri() + "/prefix/",
                    "MAIL_TWO_ALLOW_LOCAL_NETWORK", "TRUE",
                    "MAIL_TWO_SCHEDULE_SEVEN_DAYS", "true",
                    "MAIL_TWO_SANDBOX", "true"))) {
      provider.send(Messages.base().sendAt(inFiveDays).build(), TestContext.create());
      assertThat(provider.id()).isEqualTo(ProviderId.of("mail-two"));
      assertThat(server.requests().get(0).path())
          .isEqualTo("/prefix/v3/mail.shop.example/messages");
      assertThat(server.requests().get(0).bodyText())
          .contains("name=\"o:testmode\"\r\n\r\nyes\r\n")
          .contains("o:deliverytime");
    }
  }

  @Test
  void everyRegionCanBeFound() {
    for (String region : List.of("us", "EU", "eu")) {
      create(
              "mailgun",
              Map.of(
                  "MAILGUN_API_KEY", Wire.KEY,
                  "MAILGUN_DOMAIN", Wire.DOMAIN,
                  "MAILGUN_REGION", region))
          .close();
    }
  }

  @Test
  void eachRegionHasItsAddress() {
    assertThat(addressAsked(Mailgun.builder()))
        .isEqualTo("https://api.mailgun.net/v3/mg.shop.example/messages");
    assertThat(addressAsked(Mailgun.builder().europe()))
        .isEqualTo("https://api.eu.mailgun.net/v3/mg.shop.example/messages");
  }

  /** Which address is asked for, told by a client that knows none. */
  private static String addressAsked(Mailgun.Builder builder) {
    StringBuilder address = new StringBuilder();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  address.append(chain.request().url());
                  throw new UnknownHostException("no network in this test");
                })
            .build();
    try (EmailProvider provider =
        builder.apiKey(Wire.KEY).domain(Wire.DOMAIN).httpClient(client).build()) {
      assertThat(provider.send(Messages.plain(), TestContext.create()).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
    }
    return address.toString();
  }

  @Test
  void allIsCarriedButUnicodeBeforeTheAtSignAndKeys() {
    try (EmailProvider provider = Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).build()) {
      assertThat(provider.capabilities())
          .isEqualTo(
              EnumSet.complementOf(
                  EnumSet.of(Capability.UNICODE_LOCAL_PART, Capability.IDEMPOTENCY_KEY)));
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
    return new Mailgun.Factory().create(new ProviderConfig(ProviderId.of(id), settings));
  }
}
