package io.akemail.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The whole run, as short as it can be. */
class RunnerTest {

  @Test
  void aShortRunKeepsEveryGuaranteeAndWritesItsPage(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("below").resolve("run.html");
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(kept, true, StandardCharsets.UTF_8);

    int exit = new Demo(new RunnerOptions(1, 40, report, true), out).run();

    String printed = kept.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(printed).isZero();
    assertThat(printed)
        .contains("SendGrid stops answering", "failed sends             0", report.toString())
        .contains("rejected as malformed    1")
        .doesNotContain("BROKEN");
    assertThat(text(report)).contains("no failed sends", "Who takes the mail");
  }

  private static String text(Path page) throws Exception {
    String html = Files.readString(page).replace("<!DOCTYPE html>", "");
    assertThat(html).doesNotContain("${").doesNotContainPattern("(src|href)=");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(4);
    return document.getDocumentElement().getTextContent();
  }
}
