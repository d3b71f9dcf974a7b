package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Hint;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import io.akemail.testkit.CannedAnswer;
import io.akemail.testkit.FaultServer;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** Where health is read, and of which component. */
class MailgunStatusPageTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final String PATH = "/api/v2/summary.json";

  private static String component(String name, String status) {
    return "{\"name\":\"" + name + "\",\"status\":\"" + status + "\"}";
  }

  private static CannedAnswer page(String components) {
    return CannedAnswer.json(200, "{\"components\":[" + components + "]}");
  }

  private static Hint read(String components, UnaryOperator<Mailgun.Builder> settings) {
    try (FaultServer server = FaultServer.start().otherwise(page(components));
        EmailProvider provider =
            settings
                .apply(
                    Mailgun.builder()
                        .apiKey(Wire.KEY)
                        .domain(Wire.DOMAIN)
                        .statusUrl(server.uri().resolve(PATH))
                        .allowLocalNetwork())
                .build()) {
      return provider.healthSource().orElseThrow().read(AMPLE);
    }
  }

  @Test
  void theApiThatTakesMessagesComesFirst() {
    String api = component("API", "partial_outage");
    String delivery = component("Outbound Delivery", "major_outage");
    String smtp = component("SMTP", "operational");
    String all = smtp + "," + delivery + "," + api;
    assertThat(read(all, builder -> builder)).isEqualTo(Hint.DEGRADED);
    assertThat(read(smtp + "," + delivery, builder -> builder)).isEqualTo(Hint.OUTAGE);
    assertThat(read(smtp, builder -> builder)).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void anotherComponentCanBeNamed() {
    String both = component("API", "operational") + "," + component("Mine", "major_outage");
    assertThat(read(both, builder -> builder.componentName(" mine "))).isEqualTo(Hint.OUTAGE);
    assertThat(read(both, builder -> builder.componentName("Other"))).isEqualTo(Hint.UNKNOWN);
  }

  @Test
  void withoutSettingsThePublicPageIsRead() {
    List<String> hosts = new CopyOnWriteArrayList<>();
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  hosts.add(host);
                  throw new UnknownHostException("no network in this test");
                })
            .build();
    try (EmailProvider provider =
        Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).httpClient(client).build()) {
      assertThat(provider.healthSource().orElseThrow().read(AMPLE)).isEqualTo(Hint.UNKNOWN);
    }
    assertThat(hosts).containsOnly("status.mailgun.com");
  }

  @Test
  void atAnotherEndpointNoPageIsReadUnlessItIsNamed() {
    URI elsewhere = URI.create("https://mail.shop.example");
    URI page = URI.create("https://status.shop.example" + PATH);
    try (EmailProvider without =
            Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).baseUrl(elsewhere).build();
        EmailProvider with =
            Mailgun.builder()
                .apiKey(Wire.KEY)
                .domain(Wire.DOMAIN)
                .baseUrl(elsewhere)
                .statusUrl(page)
                .build()) {
      assertThat(without.healthSource()).isEmpty();
      assertThat(with.healthSource()).isPresent();
    }
  }

  @Test
  void thePageCanBeSwitchedOff() {
    URI page = URI.create("https://status.shop.example" + PATH);
    try (EmailProvider provider =
        Mailgun.builder()
            .apiKey(Wire.KEY)
            .domain(Wire.DOMAIN)
            .statusUrl(page)
            .withoutStatusPage()
            .build()) {
      assertThat(provider.healthSource()).isEmpty();
    }
    for (String none : List.of("none", "NONE")) {
      try (EmailProvider provider = create("STATUS_URL", none)) {
        assertThat(provider.healthSource()).isEmpty();
      }
    }
  }

  @Test
  void foundSettingsMeanWhatTheBuilderMeans() {
    try (FaultServer server =
            FaultServer.start().otherwise(page(component("Mine", "under_maintenance")));
        EmailProvider provider =
            create(
                "STATUS_URL", server.uri().resolve(PATH).toString(),
                "COMPONENT_NAME", " Mine ",
                "ALLOW_LOCAL_NETWORK", "true")) {
      assertThat(provider.healthSource().orElseThrow().read(AMPLE)).isEqualTo(Hint.DEGRADED);
    }
  }

  @Test
  void wrongSettingsAreToldWithAllOthers() {
    assertThatThrownBy(
            () ->
                Mailgun.builder()
                    .id("No Id")
                    .apiKey(Wire.KEY)
                    .domain(Wire.DOMAIN)
                    .statusUrl(URI.create("http://status.shop.example" + PATH))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("; statusUrl: must be https; only allowLocalNetwork() permits http")
        .hasMessageContaining("id: ");
    assertThatThrownBy(
            () -> Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).componentName(" ").build())
        .hasMessage("Mailgun: componentName: must not be blank");
    for (String url :
        List.of("not a uri", "status.shop.example", "http://a.example", "https://u:p@a.example")) {
      assertThatThrownBy(() -> create("STATUS_URL", url, "REGION", "moon"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("MAIL_TWO_STATUS_URL: ")
          .hasMessageContaining("MAIL_TWO_REGION: ")
          .hasMessageNotContaining(url);
    }
  }

  private static EmailProvider create(String... settings) {
    Map<String, String> all =
        new TreeMap<>(Map.of("MAIL_TWO_API_KEY", Wire.KEY, "MAIL_TWO_DOMAIN", Wire.DOMAIN));
    for (int i = 0; i < settings.length; i += 2) {
      all.put("MAIL_TWO_" + settings[i], settings[i + 1]);
    }
    return new Mailgun.Factory().create(new ProviderConfig(ProviderId.of("mail-two"), all));
  }
}
