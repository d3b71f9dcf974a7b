package io.akemail.message;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Gives null to each method of the builder. */
final class NullArguments {
  private final BadInputs inputs;

  NullArguments(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    byte[] bytes = {1};
    nullCase("from", b -> b.from((String) null));
    nullCase("from", b -> b.from((EmailAddress) null));
    nullCase("to[1]", b -> b.to((String) null));
    nullCase("to[1]", b -> b.to((String[]) null));
    nullCase("to[1]", b -> b.to((EmailAddress) null));
    nullCase("cc[1]", b -> b.cc("a@b.org", null));
    nullCase("cc[0]", b -> b.cc((EmailAddress) null));
    nullCase("bcc[0]", b -> b.bcc((String[]) null));
    nullCase("bcc[0]", b -> b.bcc((EmailAddress) null));
    nullCase("replyTo[0]", b -> b.replyTo((String[]) null));
    nullCase("replyTo[0]", b -> b.replyTo((EmailAddress) null));
    nullCase("subject", b -> b.subject(null));
    nullCase("text", b -> b.text(null));
    nullCase("html", b -> b.html(null));
    nullCase("attachments", b -> b.attach(null));
    nullCase("inlineImage.contentId", b -> b.inlineImage(null, "image/png", bytes));
    nullCase("inlineImage.contentType", b -> b.inlineImage("a", null, bytes));
    nullCase("inlineImage.content", b -> b.inlineImage("a", "image/png", null));
    nullCase("headers[#0]", b -> b.header(null, "zq7"));
    nullCase("headers[a]", b -> b.header("a", null));
    nullCase("tags[0]", b -> b.tag(null));
    nullCase("metadata[#0]", b -> b.metadata(null, "zq7"));
    nullCase("metadata[a]", b -> b.metadata("a", null));
    nullCase("sendAt", b -> b.sendAt(null));
    nullCase("deliverBefore", b -> b.deliverBefore(null));
    nullCase("openTracking", b -> b.openTracking(null));
    nullCase("clickTracking", b -> b.clickTracking(null));
    nullCase("listUnsubscribe", b -> b.listUnsubscribe(null));
    nullCase("deliveryGuarantee", b -> b.deliveryGuarantee(null));
    nullCase("dedupeKey", b -> b.dedupeKey(null));
    nullCase("messageId", b -> b.messageId(null));
    nullCase("providerOptions[#0]", b -> b.providerOption(null, "k", "zq7"));
    nullCase("providerOptions[p].#0", b -> b.providerOption("p", null, "zq7"));
    Supplier<EmailMessage.Builder> personal = Samples::personal;
    inputs.add(
        "null template provider",
        Samples::templated,
        b -> b.template(null, "zq7"),
        "templates[#1]",
        "zq7");
    inputs.add(
        "null template id", Samples::templated, b -> b.template("x", null), "templates[x]", "zq7");
    inputs.add(
        "null merge key", Samples::templated, b -> b.mergeData(null, "zq7"), "mergeData.#0", "zq7");
    inputs.add(
        "null personal to",
        personal,
        b -> b.personalization((String) null, Map.of()),
        "personalizations[0].to",
        "zq7");
    inputs.add(
        "null personal address",
        personal,
        b -> b.personalization((EmailAddress) null, Map.of()),
        "personalizations[0].to",
        "zq7");
    inputs.add(
        "null personal data",
        personal,
        b -> b.personalization("zq7@b.org", null),
        "personalizations[0].data",
        "zq7");
  }

  private void nullCase(String field, Consumer<EmailMessage.Builder> call) {
    inputs.add("null " + field, Samples::plain, call, field, "zq7");
  }
}
