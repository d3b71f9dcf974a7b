package io.akemail.mailgun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application finds the factory, whether it uses modules or not. */
class MailgunDiscoveryTest {
  private static final String FACTORY = "mailgun " + Mailgun.Factory.class.getName() + " ";

  @Test
  void itIsFoundOnTheClassPath() throws IOException {
    assertThat(found("--class-path", path())).contains(FACTORY + false);
  }

  @Test
  void itIsFoundOnTheModulePath() throws IOException {
    assertThat(found("--module-path", path(), "--add-modules", "io.akemail.mailgun"))
        .contains(FACTORY + true);
  }

  /** What another Java process finds. */
  private static List<String> found(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add(Path.of("src", "test", "resources", "discovery", "Probe.java").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  /** Main classes and libraries of this test, wherever the build has put them. */
  private static String path() {
    return Stream.of("jdk.module.path", "java.class.path")
        .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator, -1)))
        .filter(entry -> !entry.isEmpty() && !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
