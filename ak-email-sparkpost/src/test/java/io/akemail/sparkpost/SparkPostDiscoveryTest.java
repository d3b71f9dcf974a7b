package io.akemail.sparkpost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The factory is found both as a module and on the class path. */
class SparkPostDiscoveryTest {
  private static final String SERVICE = "io.akemail.spi.EmailProviderFactory";

  @Test
  void itIsFoundOnTheClassPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path entry : entries()) {
      urls.add(entry.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThat(found(ServiceLoader.load(loader.loadClass(SERVICE), loader)))
          .contains(SparkPost.Factory.class.getName());
      assertThat(loader.loadClass(SERVICE).getModule().isNamed()).isFalse();
    }
  }

  @Test
  void itIsFoundOnTheModulePath() throws Exception {
    ModuleFinder finder = ModuleFinder.of(modules());
    Configuration configuration =
        Configuration.resolveAndBind(
            finder,
            List.of(ModuleLayer.boot().configuration()),
            ModuleFinder.of(),
            Set.of("io.akemail.sparkpost"));
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
            .layer();
    Class<?> service = layer.findLoader("io.akemail").loadClass(SERVICE);
    assertThat(service.getModule().isNamed()).isTrue();
    assertThat(found(ServiceLoader.load(layer, service)))
        .contains(SparkPost.Factory.class.getName());
  }

  private static List<String> found(ServiceLoader<?> services) {
    return services.stream().map(service -> service.get().getClass().getName()).toList();
  }

  /** Everything that this test runs with, wherever the build has put it. */
  private static List<Path> entries() {
    List<Path> entries = new ArrayList<>();
    for (String property : List.of("jdk.module.path", "java.class.path")) {
      for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
        if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
          entries.add(Path.of(entry));
        }
      }
    }
    return entries;
  }

  /** Main classes and libraries; the classes of the tests are no module. */
  private static Path[] modules() {
    return entries().stream().filter(entry -> !entry.endsWith("test-classes")).toArray(Path[]::new);
  }
}
