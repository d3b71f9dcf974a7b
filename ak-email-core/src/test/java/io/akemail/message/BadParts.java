package io.akemail.message;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Gives headers, tags and attachments that are refused for what they say. */
final class BadParts {
  private final BadInputs inputs;

  BadParts(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    badHeaders();
    badAttachments();
  }

  private void badHeaders() {
    for (String owned :
        List.of(
            "From",
            "To",
            "Cc",
            "Bcc",
            "Subject",
            "Reply-To",
            "Sender",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "Content-X",
            "Received",
            "Return-Path",
            "DKIM-Signature",
            "List-Unsubscribe",
            "List-Unsubscribe-Post")) {
      for (String name :
          List.of(owned, owned.toLowerCase(Locale.ROOT), owned.toUpperCase(Locale.ROOT))) {
        inputs.add(
            "header " + name,
            Samples::plain,
            b -> b.header(name, "zq7"),
            "headers[" + name + "]",
            "zq7");
      }
    }
    for (String name :
        List.of(
            "X zq7",
            " X-zq7",
            "X-zq7 ",
            "X-zq7:",
            ":",
            "X\u00e9zq7",
            "X-zq7\u20ac",
            "X-zq7\u0080",
            "X-zq7\ud83d\ude00",
            "zq7: x\r\nBcc")) {
      inputs.add("header name", Samples::plain, b -> b.header(name, "1"), "headers[#0]", name);
    }
    for (String again : List.of("X-A", "x-a", "X-a")) {
      inputs.add(
          "repeated header",
          Samples::plain,
          b -> b.header("X-A", "1").header(again, "zq7"),
          "headers[" + again + "]",
          "zq7");
    }
    inputs.add(
        "repeated tag", Samples::plain, b -> b.tag("zq7").tag("a").tag("zq7"), "tags[2]", "zq7");
  }

  private void badAttachments() {
    byte[] bytes = {1};
    for (String type :
        List.of(
            "zq7",
            "/",
            "zq7/",
            "/zq7",
            "zq7/x/y",
            "zq7 /x",
            "zq7/ x",
            "zq7/x y",
            "zq7/x ; a=b",
            "zq7,x/y",
            "zq7/x,y/z",
            "zq7/\u00e9",
            "\u00e9/zq7",
            "zq7/x; name=\u00e9",
            ";zq7/x",
            "zq7;/x",
            "zq7/x;\r\nBcc: y",
            "zq7/;a=b",
            "<zq7>/x",
            "zq7/x=y",
            "zq7/" + "x".repeat(252))) {
      inputs.add(
          "content type",
          Samples::plain,
          b -> b.attach(Attachment.of("a", type, bytes)),
          "attachments[0].contentType",
          type);
    }
    for (String id :
        List.of(
            "zq7 x",
            "<zq7>",
            "cid:zq7",
            "zq7/x",
            "zq7\u00e9",
            "zq7;x",
            "zq7,x",
            "zq7\"",
            "zq7%20")) {
      inputs.add(
          "content id",
          Samples::plain,
          b -> b.inlineImage(id, "image/png", bytes),
          "attachments[0].contentId",
          id);
    }
    inputs.add(
        "repeated content id",
        Samples::plain,
        b -> b.inlineImage("zq7", "image/png", bytes).inlineImage("zq7", "image/png", bytes),
        "attachments[1].contentId",
        "zq7");
    inputs.add(
        "file",
        Samples::plain,
        b -> b.attach(Attachment.ofFile(Path.of("no", "zq7.txt"))),
        "attachments[0]",
        "zq7");
  }
}
