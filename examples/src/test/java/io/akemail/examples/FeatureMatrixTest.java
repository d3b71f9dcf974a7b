package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.mailgun.Mailgun;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says that each provider carries is what the provider declares. */
class FeatureMatrixTest {

  @Test
  void theTableOfTheReadmeIsWhatTheProvidersDeclare() throws IOException {
    List<String> expected = new ArrayList<>();
    try (EmailProvider sendGrid = SendGrid.builder().apiKey("SG.any").build();
        EmailProvider sparkPost = SparkPost.builder().apiKey("any").build();
        EmailProvider mailgun = Mailgun.builder().apiKey("any").domain("mg.any.example").build()) {
      List<EmailProvider> providers = List.of(sendGrid, sparkPost, mailgun);
      for (Capability capability : Capability.values()) {
        StringBuilder row = new StringBuilder("| " + capability + " |");
        providers.forEach(each -> row.append(' ').append(cell(each, capability)).append(" |"));
        expected.add(row.toString());
      }
    }
    List<String> lines = Files.readAllLines(readme());
    int head = lines.indexOf("| part of a message | SendGrid | SparkPost | Mailgun |");
    assertThat(head).as("the head of the table").isPositive();
    assertThat(lines.subList(head + 2, head + 2 + expected.size())).isEqualTo(expected);
    assertThat(lines.get(head + 2 + expected.size())).as("after the last row").isBlank();
  }

  private static String cell(EmailProvider provider, Capability capability) {
    return provider.capabilities().contains(capability) ? "yes" : "-";
  }

  private static Path readme() {
    return Stream.of(Path.of("README.md"), Path.of("..", "README.md"))
        .filter(Files::exists)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
