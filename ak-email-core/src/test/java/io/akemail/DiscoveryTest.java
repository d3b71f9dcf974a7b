package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.EmailProviderFactory;
import io.akemail.spi.ProviderConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers made from settings by the factories that are there. */
class DiscoveryTest {
  private static final List<ScriptedProvider> MADE = new ArrayList<>();
  private static final List<Class<?>> OWN =
      List.of(FirstOfOne.class, SecondOfOne.class, ScriptedProvider.class, Step.class);

  /** Needs a key, and a region if its type says so. */
  private record Factory(String type) implements EmailProviderFactory {
    @Override
    public EmailProvider create(ProviderConfig config) {
      if (type.equals("broken")) {
        throw new IllegalStateException("secret");
      }
      if (type.equals("empty")) {
        return null;
      }
      config.secret("API_KEY");
      ScriptedProvider provider = new ScriptedProvider(config.id().value());
      MADE.add(provider);
      return provider;
    }
  }

  /** Found by the ServiceLoader in these tests only. */
  public static final class FirstOfOne implements EmailProviderFactory {
    @Override
    public String type() {
      return "one";
    }

    @Override
    public EmailProvider create(ProviderConfig config) {
      return new ScriptedProvider(config.id().value());
    }
  }

  /** Has the type of another. */
  public static final class SecondOfOne implements EmailProviderFactory {
    @Override
    public String type() {
      return "one";
    }

    @Override
    public EmailProvider create(ProviderConfig config) {
      return new ScriptedProvider(config.id().value());
    }
  }

  private static Map<String, EmailProviderFactory> factories(String... types) {
    Map<String, EmailProviderFactory> factories = new TreeMap<>();
    for (String type : types) {
      factories.put(type, new Factory(type));
    }
    return factories;
  }

  private static List<String> ids(Map<String, String> settings, String... types) {
    return Discovery.providers(settings, factories(types)).stream()
        .map(provider -> provider.id().value())
        .toList();
  }

  /**
   * A class loader in which a service file lists these classes. It defines them itself, outside of
   * any module, since files list nothing that belongs to a module.
   */
  private static ClassLoader listing(String... lines) {
    String text = String.join("\n", lines);
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {}

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        };
    return new ClassLoader(DiscoveryTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
          boolean own = OWN.stream().anyMatch(type -> name.startsWith(type.getName()));
          Class<?> known = findLoadedClass(name);
          return known != null ? known : own ? define(name) : super.loadClass(name, resolve);
        }
      }

      private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] bytes = in.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }

      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.endsWith(EmailProviderFactory.class.getName())
            ? Collections.enumeration(List.of(new URL(null, "test:services", handler)))
            : super.getResources(name);
      }
    };
  }

  @Test
  void withoutAListEveryTypeWithAKeyIsUsedOrderedByName() {
    Map<String, String> settings = Map.of("B_API_KEY", "k", "A_API_KEY", "k", "OTHER", "x");

    assertThat(ids(settings, "c", "b", "a")).containsExactly("a", "b");
  }

  @Test
  void aBlankKeyIsNone() {
    assertThat(ids(Map.of("A_API_KEY", "  ", "B_API_KEY", "k"), "a", "b")).containsExactly("b");
  }

  @Test
  void theListGivesTheOrderAndSeveralIdsOfOneType() {
    Map<String, String> settings =
        Map.of(
            "AK_EMAIL_PROVIDERS", " b , a-eu = a ,a",
            "A_API_KEY", "k",
            "A_EU_API_KEY", "k",
            "B_API_KEY", "k");

    assertThat(ids(settings, "a", "b")).containsExactly("b", "a-eu", "a");
  }

  @Test
  void everyMissingSettingIsNamedAtOnceAndWhatWasMadeIsClosed() {
    MADE.clear();
    Map<String, String> settings = Map.of("AK_EMAIL_PROVIDERS", "a,b,a-eu=a,x", "B_API_KEY", "k");

    assertThatThrownBy(() -> ids(settings, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A_API_KEY: is not set")
        .hasMessageContaining("A_EU_API_KEY: is not set")
        .hasMessageContaining("no factory of type x is there; found [a, b]");
    assertThat(MADE).singleElement().satisfies(made -> assertThat(made.closed).hasValue(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", ",a", "a,,a2=a", "A", "a b", "=a"})
  void anEntryThatIsNoIdIsRefused(String list) {
    assertThatThrownBy(() -> ids(Map.of("AK_EMAIL_PROVIDERS", list, "A_API_KEY", "k"), "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AK_EMAIL_PROVIDERS: provider id");
  }

  @Test
  void anIdThatIsListedTwiceIsRefused() {
    assertThatThrownBy(() -> ids(Map.of("AK_EMAIL_PROVIDERS", "a,b=a,a", "A_API_KEY", "k"), "a"))
        .hasMessageContaining("AK_EMAIL_PROVIDERS: the id a is listed twice");
  }

  @Test
  void withoutAnyKeyTheSettingsThatWouldDoAreNamed() {
    assertThatThrownBy(() -> ids(Map.of(), "a", "b"))
        .hasMessageContaining("set one of A_API_KEY, B_API_KEY");
  }

  @Test
  void withoutAnyFactoryThatIsSaid() {
    assertThatThrownBy(() -> ids(Map.of("A_API_KEY", "k")))
        .hasMessageContaining("no provider factory is on the class path");
  }

  @Test
  void aFactoryThatBreaksItsContractIsNamedAndItsWordsAreNotShown() {
    Map<String, String> settings = Map.of("AK_EMAIL_PROVIDERS", "broken,empty");

    assertThatThrownBy(() -> ids(settings, "broken", "empty"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type broken failed with java.lang.IllegalStateException")
        .hasMessageContaining("type empty failed")
        .hasMessageNotContaining("secret");
  }

  @Test
  void factoriesAreFoundByTheGivenClassLoader() {
    ClassLoader loader = listing(FirstOfOne.class.getName());

    assertThat(Discovery.factories(loader)).containsOnlyKeys("one");
    try (FailoverSender sender =
        FailoverSender.builder().discover(Map.of("ONE_API_KEY", "k"), loader).build()) {
      assertThat(sender.send(Messages.any()).provider()).get().hasToString("one");
    }
  }

  @Test
  void aFactoryThatIsListedTwiceIsOne() {
    ClassLoader loader = listing(FirstOfOne.class.getName(), FirstOfOne.class.getName());

    assertThat(Discovery.factories(loader)).hasSize(1);
  }

  @Test
  void twoFactoriesOfOneTypeAreNamed() {
    ClassLoader loader = listing(FirstOfOne.class.getName(), SecondOfOne.class.getName());

    assertThatThrownBy(() -> Discovery.factories(loader))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two provider factories have the type one")
        .hasMessageContaining("FirstOfOne")
        .hasMessageContaining("SecondOfOne");
  }

  @Test
  void aFactoryThatCannotBeLoadedIsTold() {
    ClassLoader loader = listing("io.akemail.NoSuchFactory");

    assertThatThrownBy(() -> Discovery.factories(loader))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("io.akemail.NoSuchFactory");
  }

  @Test
  void theContextClassLoaderIsUsedUnlessAnotherIsGiven() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(listing(FirstOfOne.class.getName()));
    try (FailoverSender sender = FailoverSender.discover(Map.of("ONE_API_KEY", "k"))) {
      assertThat(sender.statuses()).hasSize(1);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
