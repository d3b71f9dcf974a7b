package io.akemail;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.ProviderConfig;
import io.akemail.spi.ProviderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Makes providers from settings with the factories that are found. */
final class Discovery {
  private static final String LIST = "AK_EMAIL_PROVIDERS";
  private static final String KEY = "API_KEY";

  private Discovery() {}

  /** The factories by type, ordered by type. */
  static Map<String, EmailProviderFactory> factories(ClassLoader loader) {
    Map<String, EmailProviderFactory> found = new TreeMap<>();
    try {
      for (EmailProviderFactory factory : ServiceLoader.load(EmailProviderFactory.class, loader)) {
        EmailProviderFactory other = found.putIfAbsent(factory.type(), factory);
        if (other != null && other.getClass() != factory.getClass()) {
          throw new IllegalArgumentException(
              "two provider factories have the type "
                  + factory.type()
                  + ": "
                  + other.getClass().getName()
                  + " and "
                  + factory.getClass().getName()
                  + "; remove one of them");
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "a provider factory cannot be loaded: " + e.getMessage(), e);
    }
    return found;
  }

  static List<EmailProvider> providers(
      Map<String, String> settings, Map<String, EmailProviderFactory> factories) {
    Map<ProviderId, String> wanted = wanted(settings, factories);
    List<EmailProvider> made = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (id, type) -> {
          EmailProviderFactory factory = factories.get(type);
          if (factory == null) {
            problems.add(
                LIST + ": no factory of type " + type + " is there; found " + factories.keySet());
            return;
          }
          try {
            made.add(Objects.requireNonNull(factory.create(new ProviderConfig(id, settings))));
          } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
          } catch (RuntimeException | LinkageError e) {
            problems.add("the factory of type " + type + " failed with " + e.getClass().getName());
          }
        });
    if (!problems.isEmpty()) {
      Guests guests = new Guests();
      made.forEach(provider -> guests.run("provider", provider::close));
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return made;
  }

  private static Map<ProviderId, String> wanted(
      Map<String, String> settings, Map<String, EmailProviderFactory> factories) {
    String list = settings.getOrDefault(LIST, "").strip();
    return list.isEmpty() ? withKeys(settings, factories) : listed(list);
  }

  private static Map<ProviderId, String> withKeys(
      Map<String, String> settings, Map<String, EmailProviderFactory> factories) {
    Map<ProviderId, String> wanted = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (String type : factories.keySet()) {
      ProviderConfig config = new ProviderConfig(ProviderId.of(type), settings);
      keys.add(config.name(KEY));
      if (config.get(KEY).isPresent()) {
        wanted.put(config.id(), type);
      }
    }
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          keys.isEmpty()
              ? "no provider factory is on the class path or module path"
              : "no provider is configured: set one of " + String.join(", ", keys));
    }
    return wanted;
  }

  private static Map<ProviderId, String> listed(String list) {
    Map<ProviderId, String> wanted = new LinkedHashMap<>();
    for (String entry : list.split(",", -1)) {
      int equals = entry.indexOf('=');
      String id = (equals < 0 ? entry : entry.substring(0, equals)).strip();
      String type = equals < 0 ? id : entry.substring(equals + 1).strip();
      try {
        if (wanted.putIfAbsent(ProviderId.of(id), type) != null) {
          throw new IllegalArgumentException("the id " + id + " is listed twice");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(LIST + ": " + e.getMessage(), e);
      }
    }
    return wanted;
  }
}
