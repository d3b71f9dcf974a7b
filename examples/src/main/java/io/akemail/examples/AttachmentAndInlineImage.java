package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.Receipt;
import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Sends a mail with an attached file and with an image inside its HTML. */
final class AttachmentAndInlineImage {
  private static final byte[] LOGO =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
                  + "WjR9awAAAABJRU5ErkJggg==");

  private AttachmentAndInlineImage() {}

  public static void main(String[] args) throws IOException {
    Path invoice = Files.createTempFile("invoice", ".csv");
    Files.writeString(invoice, "article;price\ntea;4.20\n", StandardCharsets.US_ASCII);
    try (Local local = new Local();
        FailoverSender sender = FailoverSender.discover(local.settings())) {
      send(sender, invoice, LOGO);
    } finally {
      Files.delete(invoice);
    }
  }

  private static void send(FailoverSender sender, Path invoice, byte[] logo) {
    // tag::attachment
    EmailMessage message =
        EmailMessage.builder()
            .from("Shop <orders@shop.example>")
            .to("ada@example.org")
            .subject("Your invoice")
            .html("<img src=\"cid:logo\" alt=\"Shop\"/><p>Your invoice is attached.</p>")
            .attach(Attachment.ofFile(invoice, "invoice.csv", "text/csv"))
            .inlineImage("logo", "image/png", logo)
            .build();

    Receipt receipt = sender.send(message);
    // end::attachment
    System.out.println(receipt + ", with " + message.attachments().size() + " files");
  }
}
