package io.akemail.sendgrid;

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
 * SendGrid's v3 Mail Send API as an e-mail provider. The entry to this module.
 *
 * <pre>{@code
 * EmailProvider sendGrid = SendGrid.builder().apiKey(key).build();
 * }</pre>
 *
 * <p>How a message is carried, where that is not plain:
 *
 * <ul>
 *   <li>The id of the message stands in the header {@code Message-ID} (with several
 *       personalizations SendGrid mints an id for each mail) and in the custom argument {@code
 *       ak_message_id}, which every event repeats.
 *   <li>Tags are categories, metadata are custom arguments.
 *   <li>A template whose id begins with {@code d-} gets its data as dynamic template data; any
 *       other is a legacy template and gets them as substitutions, under their keys as they are.
 *   <li>{@code sendAt} is cut to whole seconds.
 *   <li>Provider options are members of the request, such as {@code asm} or {@code ip_pool_name};
 *       {@code mail_settings} and {@code tracking_settings} are merged with what the message says.
 *       A member that is written from the message itself is rejected. Options and templates under
 *       the provider's id go before those under {@code sendgrid}, as a whole.
 *   <li>Refused since SendGrid would garble or refuse it: a Unicode name of the sender (see {@link
 *       Builder#unicodeFromName}), Unicode before the {@code @} of an address, attachment names and
 *       header values that are not ASCII, recipient names with {@code ;} or {@code ,}, attachments
 *       without content, content types with parameters, and what goes over a documented limit.
 * </ul>
 *
 * <p>SendGrid knows no idempotency key, so a second attempt after an unclear answer may be a second
 * mail.
 */
public final class SendGrid {
  private static final URI STATUS = URI.create("https://status.sendgrid.com/api/v2/summary.json");
  private static final List<String> COMPONENTS = List.of("Mail Sending");
  private static final URI GLOBAL = URI.create("https://api.sendgrid.com");
  private static final URI EUROPE = URI.create("https://api.eu.sendgrid.com");

  private SendGrid() {}

  /** Begins a provider with the id {@code sendgrid}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Settings of one account at SendGrid. {@link #build} checks them, all at once. Not thread-safe.
   */
  public static final class Builder {
    private String id = SendGridSettings.TYPE;
    private @Nullable String apiKey;
    private @Nullable URI baseUrl;
    private @Nullable String onBehalfOf;
    private @Nullable OkHttpClient httpClient;
    private @Nullable URI statusUrl;
    private @Nullable String componentName;
    private boolean noStatusPage;
    private boolean europe;
    private boolean sandbox;
    private boolean localNetwork;
    private boolean unicodeFromName;

    private Builder() {}

    /** The API key, with the scope {@code mail.send}. Required. */
    public Builder apiKey(String apiKey) {
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      return this;
    }

    /** The id, see {@link ProviderId}. Default: {@code sendgrid}. */
    public Builder id(String id) {
      this.id = Objects.requireNonNull(id, "id");
      return this;
    }

    /**
     * Where to send to, instead of {@code https://api.sendgrid.com}: https, with a path if wanted,
     * after which {@code /v3/mail/send} is appended.
     */
    public Builder baseUrl(URI baseUrl) {
      this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
      return this;
    }

    /** Sends to {@code https://api.eu.sendgrid.com}, for subusers pinned to the EU. */
    public Builder europe() {
      europe = true;
      return this;
    }

    /**
     * Lets SendGrid check messages and deliver none: accepted ones are marked as test only. Neither
     * credits are used nor events sent, and templates are not checked.
     */
    public Builder sandbox() {
      sandbox = true;
      return this;
    }

    /** Sends on behalf of a subuser: 1 to 255 characters of visible ASCII. Default: of nobody. */
    public Builder onBehalfOf(String subuser) {
      this.onBehalfOf = Objects.requireNonNull(subuser, "subuser");
      return this;
    }

    /**
     * Sends names of senders that are not ASCII. SendGrid documents that it takes none, and readers
     * have seen {@code ?} instead of letters. Default: such a message is refused by name.
     */
    public Builder unicodeFromName() {
      unicodeFromName = true;
      return this;
    }

    /**
     * The {@code summary.json} of a status page of the kind Statuspage v2 to be read instead of
     * {@code https://status.sendgrid.com/api/v2/summary.json}: https, unless {@link
     * #allowLocalNetwork} is set. Pages are read only on request. Default: SendGrid's page; none if
     * {@link #baseUrl} is set, of which that page does not speak.
     */
    public Builder statusUrl(URI statusUrl) {
      this.statusUrl = Objects.requireNonNull(statusUrl, "statusUrl");
      return this;
    }

    /**
     * The component of the status page that tells of sending, by its name in any case. Default:
     * {@code Mail Sending}.
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
      String subuser = check.headerValue("onBehalfOf", onBehalfOf);
      if (europe && baseUrl != null) {
        check.problem("baseUrl", "not together with the region eu");
      }
      HttpTransport transport = check.made("baseUrl", () -> transport(key, subuser));
      StatusPage page = statusPage(check);
      if (key == null || providerId == null || transport == null || check.hasProblems()) {
        if (transport != null) {
          transport.close();
        }
        if (page != null) {
          page.close();
        }
        throw check.failure("SendGrid");
      }
      SendGridSettings settings = new SendGridSettings(providerId, sandbox, unicodeFromName);
      return new SendGridProvider(settings, key, transport, page);
    }

    private HttpTransport transport(@Nullable Secret key, @Nullable String subuser) {
      URI base = baseUrl != null ? baseUrl : europe ? EUROPE : GLOBAL;
      HttpTransport.Builder transport = HttpTransport.builder(base);
      if (key != null) {
        transport.secretHeader("Authorization", "Bearer ", key);
      }
      if (subuser != null) {
        transport.header("on-behalf-of", subuser);
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
   * Makes SendGrid providers from settings; found by {@link java.util.ServiceLoader}.
   *
   * <p>Settings, each after the provider's id as {@link ProviderConfig} says: {@code API_KEY}
   * (required), {@code BASE_URL}, {@code REGION} ({@code global}, the default, or {@code eu}),
   * {@code ON_BEHALF_OF}, {@code STATUS_URL} ({@code none} for no status page), {@code
   * COMPONENT_NAME}, and the switches {@code SANDBOX}, {@code UNICODE_FROM_NAME} and {@code
   * ALLOW_LOCAL_NETWORK} ({@code true} or {@code false}, the default). They mean what the methods
   * of {@link Builder} of these names say.
   */
  public static final class Factory implements EmailProviderFactory {
    /** For {@link java.util.ServiceLoader}. */
    public Factory() {}

    /** {@code sendgrid}. */
    @Override
    public String type() {
      return SendGridSettings.TYPE;
    }

    @Override
    public EmailProvider create(ProviderConfig config) {
      SettingsCheck check = SettingsCheck.of(config);
      Builder builder = builder().id(config.id().value());
      builder.apiKey = config.get("API_KEY").orElse(null);
      builder.onBehalfOf = config.get("ON_BEHALF_OF").orElse(null);
      config.get("BASE_URL").ifPresent(url -> builder.baseUrl = check.uri("baseUrl", url));
      String status = config.get("STATUS_URL").orElse("");
      if (status.equalsIgnoreCase("none")) {
        builder.withoutStatusPage();
      } else if (!status.isEmpty()) {
        builder.statusUrl = check.uri("statusUrl", status);
      }
      builder.componentName = config.get("COMPONENT_NAME").orElse(null);
      switch (config.get("REGION").orElse("global").toLowerCase(Locale.ROOT)) {
        case "global" -> builder.europe = false;
        case "eu" -> builder.europe = true;
        default -> check.problem("region", "must be global or eu");
      }
      check.ifOn(config, "sandbox", builder::sandbox);
      check.ifOn(config, "unicodeFromName", builder::unicodeFromName);
      check.ifOn(config, "allowLocalNetwork", builder::allowLocalNetwork);
      return builder.build(check);
    }
  }
}
