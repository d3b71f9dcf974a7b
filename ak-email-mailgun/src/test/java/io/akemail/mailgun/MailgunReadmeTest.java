package io.akemail.mailgun;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says that Mailgun carries is what the provider declares. */
class MailgunReadmeTest {

  @Test
  void theColumnOfTheReadmeIsWhatTheProviderDeclares() throws IOException {
    List<String[]> rows =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .dropWhile(line -> !line.startsWith("| part of a message |"))
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split(" *\\| *", -1))
            .toList();
    int column = List.of(rows.get(0)).indexOf("Mailgun");
    List<String> expected = new ArrayList<>();
    try (EmailProvider provider = Mailgun.builder().apiKey(Wire.KEY).domain(Wire.DOMAIN).build()) {
      for (Capability capability : Capability.values()) {
        expected.add(capability + (provider.capabilities().contains(capability) ? " yes" : " -"));
      }
    }
    Stream<String> told = rows.stream().skip(2).map(row -> row[1] + " " + row[column]);
    assertThat(told.toList()).isEqualTo(expected);
  }
}
