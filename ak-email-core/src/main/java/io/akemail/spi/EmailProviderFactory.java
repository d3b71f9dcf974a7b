package io.akemail.spi;

/**
 * Makes providers of one type from settings; found by {@link java.util.ServiceLoader}.
 *
 * <p>A provider module ships both {@code provides} in its module descriptor and a file under {@code
 * META-INF/services}, so that it is found on the module path and on the class path. Implementations
 * have a public constructor without parameters.
 */
public interface EmailProviderFactory {

  /** The provider type, such as {@code sendgrid}: unique among all factories, form of an id. */
  String type();

  /**
   * Makes a provider.
   *
   * @throws IllegalArgumentException if settings are missing or wrong: names each of them with its
   *     full name ({@link ProviderConfig#name}), never a secret value
   */
  EmailProvider create(ProviderConfig config);
}
