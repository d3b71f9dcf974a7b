package io.akemail.sparkpost;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import io.akemail.spi.Secret;
import io.akemail.spi.SettingsCheck;
import io.akemail.spi.http.HttpTransport;
import io.akemail.spi.http.StatusPage;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * SparkPost's Transmissions API as an e-mail provider. The entry to this module.
 *
 * <pre>{@code
 * EmailProvider sparkPost = SparkPost.builder().apiKey(key).build();
 * }</pre>
 *
 * <p>How a message is carried, where that is not plain:
 *
 * <ul>
 *   <li>Messages are transactional, unless {@link Builder#commercial} says otherwise.
 *   <li>The id of the message stands in the metadata {@code ak_message_id}, which every event
 *       repeats. The header {@code Message-ID} is SparkPost's own: it is not documented that
 *       another is kept.
 *   <li>The first tag is the campaign; if there are more, all of them are tags of each recipient.
 *   <li>Texts are no templates: braces in them are kept. In header lines (subject, names, custom
 *       headers) two opening braces are refused, since SparkPost would evaluate them.
 *   <li>With a template, sender and reply-to override those of the template; attachments, custom
 *       headers and cc are refused, since SparkPost would drop them in silence.
 *   <li>An inline image is called by its content id; SparkPost has no place for another name.
 *   <li>{@code sendAt} is cut to whole seconds.
 *   <li>Provider options are members of the request, such as {@code description} or {@code
 *       return_path}; those within {@code options}, such as {@code ip_pool}, are merged with what
 *       the message says. A member that is written from the message itself is rejected. Options and
 *       templates under the provider's id go before those under {@code sparkpost}, as a whole.
 *   <li>Refused as well: List-Unsubscribe (SparkPost drops it), Unicode before the {@code @} of an
 *       address, numbers of more than 32 bits as data, and what goes over a documented limit.
 * </ul>
 *
 * <p>Every request carries an {@code Idempotency-Key}; SparkPost remembers it for 24 hours.
 */
public final class SparkPost {
  private static final URI STATUS = URI.create("https://status.sparkpost.com/api/v2/summary.json");
  private static final String COMPONENT = "Transmissions API";
  private static final List<String> IN_UNITED_STATES = List.of(COMPONENT + " - USA", COMPONENT);
  private static final List<String> IN_EUROPE = List.of(COMPONENT + " - EUROPE", COMPONENT);
  private static final URI UNITED_STATES = URI.create("https://api.sparkpost.com/api/v1");
  private static final URI EUROPE = URI.create("https://api.eu.sparkpost.com/api/v1");

  private SparkPost() {}

  /** Begins a provider with the id {@code sparkpost}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Settings of one account at SparkPost. {@link #build} checks them, all at once. Not thread-safe.
   */
  public static final class Builder {
    private String id = SparkPostSettings.TYPE;
    private @Nullable String apiKey;
    private @Nullable URI baseUrl;
    private @Nullable OkHttpClient httpClient;
    private @Nullable URI statusUrl;
    private @Nullable String componentName;
    private boolean noStatusPage;
    private @Nullable Integer subaccount;
    private boolean europe;
    private boolean commercial;
    private boolean sandbox;
    private boolean localNetwork;
    private boolean idempotencyKeys;

    private Builder() {}

    /** The API key, with the permission "Transmissions: Read/Write". Required. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /** The id, see {@link ProviderId}. Default: {@code sparkpost}. */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Where to send to, instead of {@code https://api.sparkpost.com/api/v1}: https, with the path
     * up to the version, after which {@code /transmissions} is appended.
     */
    public Builder baseUrl(URI baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /** Sends to {@code https://api.eu.sparkpost.com/api/v1}, whose accounts are separate. */
    public Builder europe() {
      europe = true;
      return this;
    }

    /** Sends as a subaccount: 0 (the account itself) or more. Default: as the key says. */
    public Builder subaccount(int subaccount) {
      this.subaccount = subaccount;
      return this;
    }

    /**
     * Sends messages as commercial ones: another suppression list applies, and SparkPost adds a
     * List-Unsubscribe header. A message can say otherwise by the provider option {@code options}
     * with {@code transactional}. Default: transactional.
     */
    public Builder commercial() {
      commercial = true;
      return this;
    }

    /**
     * Sends every mail to SparkPost's sink, which takes it and delivers nothing: {@code
     * .sink.sparkpostmail.com} is appended to the recipients' domains, and accepted messages are
     * marked as test only. Such mails count towards the quota. The option {@code sandbox} of
     * SparkPost itself, good for five mails in all, is not used.
     */
    public Builder sandbox() {
      sandbox = true;
      return this;
    }

    /**
     * Says that the service behind {@link #baseUrl} remembers idempotency keys, so that an unclear
     * answer may be resolved by asking again ({@link Capability#IDEMPOTENCY_KEY}). Default: relied
     * on at the public addresses only, since older installations ignore the key.
     */
    public Builder idempotencyKeys() {
      idempotencyKeys = true;
      return this;
    }

    /**
     * The {@code summary.json} of a status page of the kind Statuspage v2 to be read instead of
     * {@code https://status.sparkpost.com/api/v2/summary.json}: https, unless {@link
     * #allowLocalNetwork} is set. Pages are read only on request. Default: SparkPost's page; none
     * if {@link #baseUrl} is set, of which that page does not speak.
     */
    public Builder statusUrl(URI statusUrl) {
      this.statusUrl = Objects.requireNonNull(statusUrl, "statusUrl");
      return this;
    }

    /**
     * The component of the status page that tells of sending, by its name in any case. Default:
     * that of the region, {@code Transmissions API - USA} or {@code Transmissions API - EUROPE},
     * else {@code Transmissions API}.
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
      if (subaccount != null && subaccount < 0) {
        check.problem("subaccount", "must be a whole number of 0 or more");
      }
      if (europe && baseUrl != null) {
        check.problem("baseUrl", "not together with the region eu");
      }
      HttpTransport transport = check.made("baseUrl", () -> transport(key));
      StatusPage page = statusPage(check);
      if (key == null || providerId == null || transport == null || check.hasProblems()) {
        if (transport != null) {
          transport.close();
        }
        if (page != null) {
          page.close();
        }
        throw check.failure("SparkPost");
      }
      boolean keepsKeys = baseUrl == null || idempotencyKeys;
      SparkPostSettings settings = new SparkPostSettings(providerId, !commercial, sandbox);
      return new SparkPostProvider(settings, key, transport, page, keepsKeys);
    }

    private HttpTransport transport(@Nullable Secret key) {
      URI base = baseUrl != null ? baseUrl : europe ? EUROPE : UNITED_STATES;
      HttpTransport.Builder transport = HttpTransport.builder(base);
      if (key != null) {
        transport.secretHeader("Authorization", "", key);
      }
      if (subaccount != null) {
        transport.header("X-MSYS-SUBACCOUNT", subaccount.toString());
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
      List<String> names =
          componentName != null ? List.of(componentName) : europe ? IN_EUROPE : IN_UNITED_STATES;
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
   * Makes SparkPost providers from settings; found by {@link java.util.ServiceLoader}.
   *
   * <p>Settings, each after the provider's id as {@link ProviderConfig} says: {@code API_KEY}
   * (required), {@code BASE_URL}, {@code REGION} ({@code us}, the default, or {@code eu}), {@code
   * SUBACCOUNT}, {@code STATUS_URL} ({@code none} for no status page), {@code COMPONENT_NAME}, and
   * the switches {@code COMMERCIAL}, {@code SANDBOX}, {@code IDEMPOTENCY_KEYS} and {@code
   * ALLOW_LOCAL_NETWORK} ({@code true} or {@code false}, the default). They mean what the methods
   * of {@link Builder} of these names say.
   */
  public static final class Factory implements EmailProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Factory() {}

    /** {@code sparkpost}. */
    @Override
    public String type() {
      return SparkPostSettings.TYPE;
    }

    @Override
    public EmailProvider create(ProviderConfig config) {
      SettingsCheck check = SettingsCheck.of(config);
      Builder builder = builder().id(config.id().value());
      builder.apiKey = config.get("API_KEY").orElse(null);
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
      config.get("SUBACCOUNT").ifPresent(text -> builder.subaccount(number(text)));
      check.ifOn(config, "commercial", builder::commercial);
      check.ifOn(config, "sandbox", builder::sandbox);
      check.ifOn(config, "idempotencyKeys", builder::idempotencyKeys);
      check.ifOn(config, "allowLocalNetwork", builder::allowLocalNetwork);
      return builder.build(check);
    }

    /** A number below 0, which is refused by name, if the text is none. */
    private static int number(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }
}
