package io.akemail.spi;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of one provider: those of a larger map whose names begin with the provider's id.
 *
 * <p>The setting {@code API_KEY} of the provider {@code sendgrid-eu} is called {@code
 * SENDGRID_EU_API_KEY}. Blank values count as missing. Immutable; {@code toString} shows the id
 * only.
 */
public final class ProviderConfig {
  private final ProviderId id;
  private final Map<String, String> settings;

  /**
   * The settings of a provider.
   *
   * @param settings all settings, such as {@link System#getenv()}; copied
   */
  public ProviderConfig(ProviderId id, Map<String, String> settings) {
    this.id = Objects.requireNonNull(id, "id");
    this.settings = Map.copyOf(settings);
  }

  /** The id that the provider shall have. */
  public ProviderId id() {
    return id;
  }

  /** The full name of a setting, for errors: {@code SENDGRID_EU_API_KEY} for {@code API_KEY}. */
  public String name(String setting) {
    return id.value().toUpperCase(Locale.ROOT).replace('-', '_') + "_" + setting;
  }

  /** A setting's value without surrounding white space, if it is there and not blank. */
  public Optional<String> get(String setting) {
    return Optional.ofNullable(settings.get(name(setting)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * A setting that must be there.
   *
   * @throws IllegalArgumentException naming the setting if it is missing
   */
  public String require(String setting) {
    return get(setting)
        .orElseThrow(() -> new IllegalArgumentException(name(setting) + ": is not set"));
  }

  /**
   * A setting that must be there and must not be shown.
   *
   * @throws IllegalArgumentException naming the setting if it is missing or not printable
   */
  public Secret secret(String setting) {
    return Secret.of(name(setting), require(setting));
  }

  /** The id only. */
  @Override
  public String toString() {
    return "ProviderConfig[" + id + "]";
  }
}
