package io.akemail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```java[^\\n]*\\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE);

  /** The folder with the README, from wherever the test runs. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.resolveSibling("");
  }

  private static List<String> blocks(String markdown) {
    return BLOCK
        .matcher(markdown.replace("\r\n", "\n"))
        .results()
        .map(block -> Regions.dedented(block.group(2)))
        .toList();
  }

  @Test
  void everyBlockOfJavaIsARegionOfAnExample() throws IOException {
    Path root = root();
    Map<String, String> regions = Regions.below(root.resolve("examples/src/main/java"));

    assertThat(regions).isNotEmpty();
    assertThat(blocks(Files.readString(root.resolve("README.md"))))
        .allSatisfy(block -> assertThat(regions).containsValue(block));
  }

  @Test
  void blocksAndRegionsAreFound() {
    String markdown =
        """
        text
        ```java
          int a;
            int b;
        ```
        ```sh
        ls
        ```
        """;
    List<String> source =
        List.of(
            "  // tag::a", "  int a;", "  // end::a", "x", " // tag::a", "    int b;", "// end::a");

    assertThat(blocks(markdown)).containsExactly("int a;\n  int b;");
    assertThat(Regions.of(source)).containsExactly(Map.entry("a", "int a;\n  int b;"));
  }
}
