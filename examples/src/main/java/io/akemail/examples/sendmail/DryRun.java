package io.akemail.examples.sendmail;

import io.akemail.Attempt;
import io.akemail.EmailException;
import io.akemail.FailoverSender;
import io.akemail.message.EmailMessage;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import okhttp3.OkHttpClient;

/** Shows the request that each provider would get. Makes no call. */
public final class DryRun {
  private static final String PLACEHOLDER = "no-key-is-set";

  private final Map<String, String> environment;
  private final PrintWriter out;

  /** A dry run for the providers that an environment configures, or for all that are found. */
  public DryRun(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  /**
   * Prints each request.
   *
   * @throws IllegalArgumentException naming the settings that are wrong
   */
  public void print(EmailMessage message) {
    OkHttpClient client = new OkHttpClient.Builder().addInterceptor(new Printout(out)).build();
    String between = "";
    for (Map.Entry<ProviderId, String> entry : providers().entrySet()) {
      out.print(between);
      between = System.lineSeparator();
      ProviderConfig config = new ProviderConfig(entry.getKey(), environment);
      String key = config.get("API_KEY").orElse(PLACEHOLDER);
      out.println("# " + entry.getKey() + (key.equals(PLACEHOLDER) ? " (no key is set)" : ""));
      show(provider(entry.getValue(), config, key, client), message);
    }
  }

  /** Ids and types as the environment lists them, else of those with a key, else of all found. */
  private Map<ProviderId, String> providers() {
    Map<ProviderId, String> listed = new LinkedHashMap<>();
    for (String entry : environment.getOrDefault("AK_EMAIL_PROVIDERS", "").split(",", -1)) {
      String[] parts = entry.strip().split("=", 2);
      if (!parts[0].isBlank()) {
        listed.put(ProviderId.of(parts[0].strip()), parts[parts.length - 1].strip());
      }
    }
    if (!listed.isEmpty()) {
      return listed;
    }
    Map<ProviderId, String> found = new TreeMap<>();
    ServiceLoader.load(EmailProviderFactory.class)
        .forEach(factory -> found.put(ProviderId.of(factory.type()), factory.type()));
    Map<ProviderId, String> keyed = new TreeMap<>(found);
    keyed.keySet().removeIf(id -> new ProviderConfig(id, environment).get("API_KEY").isEmpty());
    return keyed.isEmpty() ? found : keyed;
  }

  /** Made by the builders, since only they take a client; with those settings that show. */
  private static EmailProvider provider(
      String type, ProviderConfig config, String key, OkHttpClient client) {
    boolean europe = config.get("REGION").filter("eu"::equalsIgnoreCase).isPresent();
    boolean sandbox = config.get("SANDBOX").filter("true"::equalsIgnoreCase).isPresent();
    switch (type) {
      case "sendgrid" -> {
        SendGrid.Builder builder = SendGrid.builder().id(config.id().value()).apiKey(key);
        config.get("BASE_URL").map(URI::create).ifPresent(builder::baseUrl);
        config.get("ON_BEHALF_OF").ifPresent(builder::onBehalfOf);
        if (europe) {
          builder.europe();
        }
        if (sandbox) {
          builder.sandbox();
        }
        return builder.allowLocalNetwork().httpClient(client).build();
      }
      case "sparkpost" -> {
        SparkPost.Builder builder = SparkPost.builder().id(config.id().value()).apiKey(key);
        config.get("BASE_URL").map(URI::create).ifPresent(builder::baseUrl);
        config.get("SUBACCOUNT").map(Integer::valueOf).ifPresent(builder::subaccount);
        if (europe) {
          builder.europe();
        }
        if (sandbox) {
          builder.sandbox();
        }
        return builder.allowLocalNetwork().httpClient(client).build();
      }
      default -> throw new IllegalArgumentException("AK_EMAIL_PROVIDERS: there is no type " + type);
    }
  }

  private void show(EmailProvider provider, EmailMessage message) {
    try (FailoverSender sender = FailoverSender.builder().provider(provider).build()) {
      sender.send(message);
    } catch (EmailException e) {
      e.attempts().stream().filter(attempt -> !attempt.written()).forEach(this::tellWhyNot);
    }
  }

  private void tellWhyNot(Attempt attempt) {
    Outcome outcome = attempt.outcome();
    out.println("not sent: " + outcome.kind() + ", " + outcome.why());
  }
}
