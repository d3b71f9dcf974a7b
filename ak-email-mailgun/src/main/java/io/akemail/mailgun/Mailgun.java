package io.akemail.mailgun;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import io.akemail.spi.Secret;
import io.akemail.spi.SettingsCheck;
import io.akemail.spi.http.HttpTransport;
import io.akemail.spi.http.StatusPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Mailgun's Messages API as an e-mail provider. The entry to this module.
 *
 * <pre>{@code
 * EmailProvider mailgun = Mailgun.builder().apiKey(key).domain("mg.shop.example").build();
 * }</pre>
 *
 * <p>How a message is carried, where that is not plain:
 *
 * <ul>
 *   <li>The id of the message stands in the header {@code Message-Id} (with several
 *       personalizations Mailgun mints an id for each mail) and in the variable {@code
 *       ak_message_id}, which every event repeats.
 *   <li>Metadata are variables. Mailgun shows them to the recipients, in the header {@code
 *       X-Mailgun-Variables}, and to a template, under the names that it gets no data for.
 *   <li>A template gets the data of the message as they are. What differs between several
 *       personalizations goes as recipient variables: only texts and numbers, filled in as texts,
 *       so that a template cannot ask whether there is one; and no text with {@code < > & " \} or a
 *       line end, since no escaping of them is documented.
 *   <li>With a template the subject is the template's, or the provider option {@code subject}.
 *   <li>With several personalizations, a text that holds {@code %recipient} is refused, since
 *       Mailgun would fill it in. Its other places, such as {@code %unsubscribe_url%}, are filled
 *       in where the domain has them switched on.
 *   <li>An inline image is called by its content id; Mailgun has no place for another name.
 *   <li>{@code sendAt} is cut to whole seconds.
 *   <li>Provider options are fields of the request, such as {@code o:require-tls} or {@code
 *       t:version}: texts, numbers, lists of them, and true or false as {@code yes} or {@code no}.
 *       A field that is written from the message itself is rejected. Options and templates under
 *       the provider's id go before those under {@code mailgun}, as a whole.
 *   <li>Refused since Mailgun would garble or drop it: Unicode before the {@code @} of an address,
 *       names with both Unicode and punctuation such as a comma, {@code X-Mailgun-} headers, quotes
 *       in file names, and what goes over a documented limit.
 * </ul>
 *
 * <p>Mailgun knows no idempotency key, so a second attempt after an unclear answer may be a second
 * mail; by its {@code Message-Id} a reader can tell that it is one.
 */
public final class Mailgun {
  private static final URI STATUS = URI.create("https://status.mailgun.com/api/v2/summary.json");
  private static final List<String> COMPONENTS = List.of("API", "Outbound Delivery");
  private static final URI UNITED_STATES = URI.create("https://api.mailgun.net");
  private static final URI EUROPE = URI.create("https://api.eu.mailgun.net");
  private static final int DAYS_AHEAD = 3;
  private static final int MORE_DAYS_AHEAD = 7;
  private static final int LONGEST_DOMAIN = 253;

  private Mailgun() {}

  /** Begins a provider with the id {@code mailgun}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Settings of one domain at Mailgun. {@link #build} checks them, all at once. Not thread-safe.
   */
  public static final class Builder {
    private String id = MailgunSettings.TYPE;
    private @Nullable String apiKey;
    private @Nullable String domain;
    private @Nullable URI baseUrl;
    private @Nullable OkHttpClient httpClient;
    private @Nullable URI statusUrl;
    private @Nullable String componentName;
    private boolean noStatusPage;
    private boolean europe;
    private boolean sandbox;
    private boolean sevenDays;
    private boolean localNetwork;

    private Builder() {}

    /** The API key, that of the account or one for sending from the domain. Required. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /** The domain to send from, as it is set up at Mailgun: {@code mg.shop.example}. Required. */
    public Builder domain(String domain) {
      this.domain = Objects.requireNonNull(domain, "domain");
      return this;
    }

    /** The id, see {@link ProviderId}. Default: {@code mailgun}. */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Where to send to, instead of {@code https://api.mailgun.net}: https, with a path if wanted,
     * after which {@code /v3/<domain>/messages} is appended.
     */
    public Builder baseUrl(URI baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /** Sends to {@code https://api.eu.mailgun.net}, for domains that were set up there. */
    public Builder europe() {
      europe = true;
      return this;
    }

    /**
     * Sends messages in test mode: Mailgun takes and delivers none, and accepted ones are marked as
     * test only. Mailgun charges for them.
     */
    public Builder sandbox() {
      sandbox = true;
      return this;
    }

    /**
     * Takes messages to be sent up to 7 days ahead, as some plans allow. Default: 3 days, as all
     * do.
     */
    public Builder scheduleSevenDays() {
      sevenDays = true;
      return this;
    }

    /**
     * The {@code summary.json} of a status page of the kind Statuspage v2 to be read instead of
     * {@code https://status.mailgun.com/api/v2/summary.json}: https, unless {@link
     * #allowLocalNetwork} is set. Pages are read only on request. Default: Mailgun's page; none if
     * {@link #baseUrl} is set, of which that page does not speak.
     */
    public Builder statusUrl(URI statusUrl) {
      this.statusUrl = Objects.requireNonNull(statusUrl, "statusUrl");
      return this;
    }

    /**
     * The component of the status page that tells of sending, by its name in any case. Default:
     * {@code API}, which takes the messages of both regions, else {@code Outbound Delivery}.
     */
    public Builder componentName(String componentName) {
      this.componentName = Objects.requireNonNull(componentName, "componentName");
      return this;
    }

    /** Reads no status page, whatever else is set. */
    public Builder withoutStatusPage() {
      noStatusPage = true;
      return this;
    }

    /** Allows http and addresses of this host and of private networks. Default: refused. */
    public Builder allowLocalNetwork() {
      localNetwork = true;
      return this;
    }

    /**
     * Builds upon the host's client, as {@link HttpTransport.Builder#httpClient} says. Default: a
     * client of its own.
     */
    public Builder httpClient(OkHttpClient client) {
      this.httpClient = Objects.requireNonNull(client, "client");
      return this;
    }

    /**
     * Makes the provider, without any call.
     *
     * @throws IllegalArgumentException if settings are missing or wrong: names each of them, never
     *     shows the key
     */
    public EmailProvider build() {
      return build(SettingsCheck.ofBuilder());
    }

    private EmailProvider build(SettingsCheck check) {
      Secret key = check.secret("apiKey", apiKey);
      ProviderId providerId = check.made("id", () -> ProviderId.of(id));
      String from = checkedDomain(check);
      if (europe && baseUrl != null) {
        check.problem("baseUrl", "not together with the region eu");
      }
      HttpTransport transport = check.made("baseUrl", () -> transport(key));
      StatusPage page = statusPage(check);
      if (key == null
          || providerId == null
          || from == null
          || transport == null
          || check.hasProblems()) {
        if (transport != null) {
          transport.close();
        }
        if (page != null) {
          page.close();
        }
        throw check.failure("Mailgun");
      }
      int daysAhead = sevenDays ? MORE_DAYS_AHEAD : DAYS_AHEAD;
      MailgunSettings settings = new MailgunSettings(providerId, from, sandbox, daysAhead);
      Secret credential = Secret.of("apiKey", key.reveal() + "@" + from);
      return new MailgunProvider(settings, credential, transport, page);
    }

    /** In lower case; null, and a problem, if it is missing or not the name of a host. */
    private @Nullable String checkedDomain(SettingsCheck check) {
      if (domain == null) {
        check.problem("domain", "is not set");
        return null;
      }
      String name = domain.strip().toLowerCase(Locale.ROOT);
      boolean isName = name.indexOf('.') > 0 && name.length() <= LONGEST_DOMAIN;
      for (String label : name.split("\\.", -1)) {
        isName &= MailgunTexts.isPlain(label);
      }
      if (!isName) {
        check.problem("domain", "must be a domain's name in ASCII, such as mg.shop.example");
        return null;
      }
      return name;
    }

    private HttpTransport transport(@Nullable Secret key) {
      URI base = baseUrl != null ? baseUrl : europe ? EUROPE : UNITED_STATES;
      HttpTransport.Builder transport = HttpTransport.builder(base);
      if (key != null) {
        byte[] login = ("api:" + key.reveal()).getBytes(StandardCharsets.US_ASCII);
        String encoded = Base64.getEncoder().encodeToString(login);
        transport.secretHeader("Authorization", "Basic ", Secret.of("apiKey", encoded));
      }
      if (localNetwork) {
        transport.allowLocalNetwork();
      }
      if (httpClient != null) {
        transport.httpClient(httpClient);
      }
      return transport.build();
    }

    private @Nullable StatusPage statusPage(SettingsCheck check) {
      URI url = statusUrl != null ? statusUrl : baseUrl == null ? STATUS : null;
      if (noStatusPage || url == null) {
        return null;
      }
      if (componentName != null && componentName.isBlank()) {
        check.problem("componentName", "must not be blank");
        return null;
      }
      List<String> names = componentName != null ? List.of(componentName) : COMPONENTS;
      StatusPage.Builder page = StatusPage.builder(url, names);
      if (localNetwork) {
        page.allowLocalNetwork();
      }
      if (httpClient != null) {
        page.httpClient(httpClient);
      }
      return check.made("statusUrl", page::build);
    }
  }

  /**
   * Makes Mailgun providers from settings; found by {@link java.util.ServiceLoader}.
   *
   * <p>Settings, each after the provider's id as {@link ProviderConfig} says: {@code API_KEY} and
   * {@code DOMAIN} (required), {@code BASE_URL}, {@code REGION} ({@code us}, the default, or {@code
   * eu}), {@code STATUS_URL} ({@code none} for no status page), {@code COMPONENT_NAME}, and the
   * switches {@code SANDBOX}, {@code SCHEDULE_SEVEN_DAYS} and {@code ALLOW_LOCAL_NETWORK} ({@code
   * true} or {@code false}, the default). They mean what the methods of {@link Builder} of these
   * names say.
   */
  public static final class Factory implements EmailProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Factory() {}

    /** {@code mailgun}. */
    @Override
    public String type() {
      return MailgunSettings.TYPE;
    }

    @Override
    public EmailProvider create(ProviderConfig config) {
      SettingsCheck check = SettingsCheck.of(config);
      Builder builder = builder().id(config.id().value());
      builder.apiKey = config.get("API_KEY").orElse(null);
      builder.domain = config.get("DOMAIN").orElse(null);
      config.get("BASE_URL").ifPresent(url -> builder.baseUrl = check.uri("baseUrl", url));
      String status = config.get("STATUS_URL").orElse("");
      if (status.equalsIgnoreCase("none")) {
        builder.withoutStatusPage();
      } else if (!status.isEmpty()) {
        builder.statusUrl = check.uri("statusUrl", status);
      }
      builder.componentName = config.get("COMPONENT_NAME").orElse(null);
      switch (config.get("REGION").orElse("us").toLowerCase(Locale.ROOT)) {
        case "us" -> builder.europe = false;
        case "eu" -> builder.europe = true;
        default -> check.problem("region", "must be us or eu");
      }
      check.ifOn(config, "sandbox", builder::sandbox);
      check.ifOn(config, "scheduleSevenDays", builder::scheduleSevenDays);
      check.ifOn(config, "allowLocalNetwork", builder::allowLocalNetwork);
      return builder.build(check);
    }
  }
}
