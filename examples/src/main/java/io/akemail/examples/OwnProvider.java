package io.akemail.examples;

import io.akemail.FailoverSender;
import io.akemail.message.EmailAddress;
import io.akemail.message.EmailMessage;
import io.akemail.message.Tracking;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

// tag::own-provider
/** A provider of one's own: plain mails become files in a folder. */
record OwnProvider(ProviderId id, Path folder) implements EmailProvider {
  @Override
  public Set<Capability> capabilities() {
    return Set.of(); // no attachments, no headers, no templates, ...
  }

  @Override
  public Outcome send(EmailMessage mail, SendContext context) {
    if (!isPlain(mail)) {
      return new Outcome.Unsupported("it is more than a plain text"); // the next one is tried
    }
    if (!context.beginWriting()) {
      return new Outcome.Unavailable(Origin.LOCAL, "given up before it began");
    }
    try {
      Path file = Files.createTempFile(folder, "mail-", ".txt");
      Files.writeString(file, text(mail));
      return new Outcome.Accepted(file.getFileName().toString());
    } catch (IOException e) {
      return new Outcome.Unavailable(Origin.LOCAL, "the folder cannot be written to");
    }
  }

  /** Nothing of a message may be dropped in silence. */
  private static boolean isPlain(EmailMessage mail) {
    return Stream.of(mail.attachments(), mail.personalizations(), mail.replyTo(), mail.tags())
            .allMatch(List::isEmpty)
        && (mail.headers().size() + mail.metadata().size() + mail.templates().size() == 0)
        && mail.providerOptions().isEmpty()
        && Stream.of(mail.html(), mail.sendAt(), mail.listUnsubscribe()).allMatch(Optional::isEmpty)
        && Stream.of(mail.openTracking(), mail.clickTracking())
            .allMatch(Tracking.PROVIDER_DEFAULT::equals);
  }

  private static String text(EmailMessage mail) {
    List<String> receivers = mail.recipients().stream().map(EmailAddress::format).toList();
    return String.join(
        "\n",
        mail.from().format(),
        receivers.toString(),
        mail.subject().orElse(""),
        mail.text().orElse(""));
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0".repeat(16); // there is no credential
  }

  @Override
  public void close() {}

  // end::own-provider

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("mails");
    var files = new OwnProvider(ProviderId.of("folder"), folder);
    try (FailoverSender sender = FailoverSender.builder().provider(files).build()) {
      EmailMessage.Builder mail = EmailMessage.builder().from("orders@shop.example");
      mail.to("ada@example.org").subject("Your order").text("Thank you.");
      System.out.println(sender.send(mail.build()));
    }
  }
  // tag::own-provider
}
// end::own-provider
