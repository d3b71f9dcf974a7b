package io.akemail.message;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A place for a text in a message.
 *
 * @param base a builder that is valid but for what is set
 * @param field where its problems are told
 * @param limit most characters; 0 when there is no limit
 */
record Place(
    String name,
    Supplier<EmailMessage.Builder> base,
    BiConsumer<EmailMessage.Builder, String> set,
    String field,
    int limit,
    boolean blankAllowed) {

  /** Texts of one line. */
  static List<Place> lines() {
    Supplier<EmailMessage.Builder> plain = Samples::plain;
    Supplier<EmailMessage.Builder> personal = Samples::personal;
    byte[] bytes = {1};
    return List.of(
        new Place("subject", plain, EmailMessage.Builder::subject, "subject", 998, false),
        new Place("header value", plain, (b, v) -> b.header("X-A", v), "headers[X-A]", 998, false),
        new Place("header name", plain, (b, v) -> b.header(v, "1"), "headers[#0]", 200, false),
        new Place("tag", plain, EmailMessage.Builder::tag, "tags[0]", 255, false),
        new Place("metadata key", plain, (b, v) -> b.metadata(v, "1"), "metadata[#0]", 255, false),
        new Place(
            "metadata value", plain, (b, v) -> b.metadata("k", v), "metadata[k]", 10_000, true),
        new Place("dedupe key", plain, EmailMessage.Builder::dedupeKey, "dedupeKey", 200, false),
        new Place(
            "template provider",
            Samples::templated,
            (b, v) -> b.template(v, "1"),
            "templates[#1]",
            100,
            false),
        new Place(
            "template id",
            Samples::templated,
            (b, v) -> b.template("x", v),
            "templates[x]",
            512,
            false),
        new Place(
            "option provider",
            plain,
            (b, v) -> b.providerOption(v, "k", 1),
            "providerOptions[#0]",
            100,
            false),
        new Place(
            "option key",
            plain,
            (b, v) -> b.providerOption("p", v, 1),
            "providerOptions[p].#0",
            255,
            false),
        new Place(
            "nested option key",
            plain,
            (b, v) -> b.providerOption("p", "k", List.of(Map.of(v, 1))),
            "providerOptions[p].k[0].#0",
            255,
            false),
        new Place(
            "merge data key",
            Samples::templated,
            (b, v) -> b.mergeData(v, 1),
            "mergeData.#0",
            255,
            false),
        new Place(
            "nested merge data key",
            Samples::templated,
            (b, v) -> b.mergeData("k", Map.of(v, 1)),
            "mergeData.k.#0",
            255,
            false),
        new Place(
            "personal data key",
            personal,
            (b, v) -> b.personalization("a@b.org", Map.of(v, 1)),
            "personalizations[0].data.#0",
            255,
            false),
        new Place(
            "attachment name",
            plain,
            (b, v) -> b.attach(Attachment.of(v, "a/b", bytes)),
            "attachments[0].name",
            320,
            false),
        new Place(
            "content type",
            plain,
            (b, v) -> b.attach(Attachment.of("a", v, bytes)),
            "attachments[0].contentType",
            255,
            false),
        new Place(
            "content id",
            plain,
            (b, v) -> b.attach(Attachment.of("a", "a/b", bytes).inline(v)),
            "attachments[0].contentId",
            200,
            false),
        new Place(
            "inline image",
            plain,
            (b, v) -> b.inlineImage(v, "image/png", bytes),
            "attachments[0].contentId",
            200,
            false),
        new Place(
            "inline type",
            plain,
            (b, v) -> b.inlineImage("i", v, bytes),
            "attachments[0].contentType",
            255,
            false),
        new Place(
            "from name", plain, (b, v) -> b.from("\"" + v + "\" <a@b.org>"), "from", 320, true),
        new Place("to name", plain, (b, v) -> b.to("\"" + v + "\" <a@b.org>"), "to[1]", 320, true));
  }

  /** Texts of many lines. */
  static List<Place> bodies() {
    return List.of(
        new Place("text", Samples::plain, EmailMessage.Builder::text, "text", 0, false),
        new Place("html", Samples::plain, EmailMessage.Builder::html, "html", 0, false),
        new Place(
            "merge data",
            Samples::templated,
            (b, v) -> b.mergeData("k", v),
            "mergeData.k",
            0,
            true),
        new Place(
            "merge data in a list",
            Samples::templated,
            (b, v) -> b.mergeData("k", List.of(1, v)),
            "mergeData.k[1]",
            0,
            true),
        new Place(
            "personal data",
            Samples::personal,
            (b, v) -> b.personalization("a@b.org", Map.of("a", Map.of("b", v))),
            "personalizations[0].data.a.b",
            0,
            true),
        new Place(
            "provider option",
            Samples::plain,
            (b, v) -> b.providerOption("p", "k", v),
            "providerOptions[p].k",
            0,
            true));
  }

  static List<Place> addresses() {
    return List.of(
        new Place("from", Samples::plain, EmailMessage.Builder::from, "from", 0, false),
        new Place("to", Samples::plain, EmailMessage.Builder::to, "to[1]", 0, false),
        new Place("third to", Samples::plain, (b, v) -> b.to("b@b.org", v), "to[2]", 0, false),
        new Place("cc", Samples::plain, EmailMessage.Builder::cc, "cc[0]", 0, false),
        new Place("bcc", Samples::plain, EmailMessage.Builder::bcc, "bcc[0]", 0, false),
        new Place("replyTo", Samples::plain, EmailMessage.Builder::replyTo, "replyTo[0]", 0, false),
        new Place(
            "personalization",
            Samples::personal,
            (b, v) -> b.personalization(v, Map.of()),
            "personalizations[0].to",
            0,
            false));
  }
}
