package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * What the README says that each provider carries is what the provider declares. The columns of
 * providers that no example uses are checked in their own modules.
 */
class FeatureMatrixTest {

  @Test
  void theTableOfTheReadmeIsWhatTheProvidersDeclare() throws IOException {
    try (EmailProvider sendGrid = SendGrid.builder().apiKey("SG.any").build();
        EmailProvider sparkPost = SparkPost.builder().apiKey("any").build()) {
      checkColumn("SendGrid", sendGrid);
      checkColumn("SparkPost", sparkPost);
    }
  }

  private static void checkColumn(String title, EmailProvider provider) throws IOException {
    List<List<String>> table = table();
    int column = table.get(0).indexOf(title);
    assertThat(column).as("the column %s", title).isPositive();
    List<String> expected = new ArrayList<>();
    for (Capability capability : Capability.values()) {
      expected.add(capability + (provider.capabilities().contains(capability) ? " yes" : " -"));
    }
    assertThat(table.stream().skip(2).map(row -> row.get(0) + " " + row.get(column)).toList())
        .as("the column %s", title)
        .isEqualTo(expected);
  }

  /** The cells of the table, its head and the line below it among them. */
  private static List<List<String>> table() throws IOException {
    return Files.readAllLines(readme()).stream()
        .dropWhile(line -> !line.startsWith("| part of a message |"))
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .toList();
  }

  private static Path readme() {
    return Stream.of(Path.of("README.md"), Path.of("..", "README.md"))
        .filter(Files::exists)
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
