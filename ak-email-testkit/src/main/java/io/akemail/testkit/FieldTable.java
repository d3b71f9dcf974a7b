package io.akemail.testkit;

import static io.akemail.testkit.FieldCase.carried;

import io.akemail.message.Attachment;
import io.akemail.message.EmailMessage;
import io.akemail.message.ListUnsubscribe;
import io.akemail.message.Tracking;
import io.akemail.spi.Capability;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every part of a message, with what shows that it was carried. */
final class FieldTable {
  private static final byte[] BYTES = "contract attachment \u00e4".getBytes(StandardCharsets.UTF_8);
  private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
  private static final byte[] PIXEL = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final String PIXEL64 = Base64.getEncoder().encodeToString(PIXEL);

  /** The part of a date as in mail headers (RFC 5322, 3.3) that all writers have in common. */
  private static final DateTimeFormatter MAIL_DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.US).withZone(ZoneOffset.UTC);

  private static final String ODD_TEXT =
      "line one\r\nline \"two\" \\ \u2028 <b>&amp; \ud83d\ude80 \u05e9\u05dc\u05d5\u05dd.";

  private FieldTable() {}

  static List<FieldCase> all(String provider, String templateId) {
    List<FieldCase> all = new ArrayList<>();
    people(all);
    content(all);
    files(all);
    labels(all);
    templates(all, provider, templateId);
    handling(all);
    all.add(
        carried(
                "an option for this provider",
                null,
                m -> m.providerOption(provider, "contract_option", "option-value"),
                List.of("contract_option", "option-value"))
            .odd()
            .named("providerOptions"));
    return all;
  }

  private static void people(List<FieldCase> all) {
    all.add(
        carried("from", null, m -> m.from("other@from.example"), List.of("other@from.example")));
    all.add(
        carried(
            "a sender's name",
            null,
            m -> m.from("Ada Sender <ada@from.example>"),
            List.of("ada@from.example", "Ada Sender")));
    all.add(
        carried(
                "a sender's name in Unicode",
                null,
                m -> m.from("Z\u00f6e <zoe@from.example>"),
                List.of("Z\u00f6e"))
            .odd()
            .named("from"));
    all.add(
        carried(
            "several to",
            null,
            m -> m.to("one@to.example", "Two <two@to.example>"),
            List.of(Canary.TO, "one@to.example", "two@to.example", "Two")));
    all.add(
        carried(
                "a recipient's name with a comma",
                null,
                m -> m.to("\"Lovelace, Ada\" <l@to.example>"),
                List.of("Lovelace, Ada"))
            .odd()
            .named("to"));
    all.add(
        carried(
                "a recipient's name in Unicode",
                null,
                m -> m.to("Z\u00f6e <zoe@to.example>"),
                List.of("Z\u00f6e", "zoe@to.example"))
            .odd()
            .named("to"));
    all.add(
        carried(
            "a domain in Unicode",
            null,
            m -> m.to("ada@b\u00fccher.example"),
            List.of("ada@xn--bcher-kva.example")));
    all.add(
        carried(
                "a local part in Unicode",
                Capability.UNICODE_LOCAL_PART,
                m -> m.to("\u017c\u00f3\u0142w@to.example"),
                List.of("\u017c\u00f3\u0142w@to.example"))
            .named("to"));
    all.add(carried("cc", null, m -> m.cc("Cee <cc@cc.example>"), List.of("cc@cc.example")));
    all.add(carried("bcc", null, m -> m.bcc("bcc@bcc.example"), List.of("bcc@bcc.example")));
    all.add(
        carried("reply-to", null, m -> m.replyTo("Re <r@re.example>"), List.of("r@re.example")));
    all.add(
        carried(
                "several reply-to",
                Capability.SEVERAL_REPLY_TO,
                m -> m.replyTo("r1@re.example", "r2@re.example"),
                List.of("r1@re.example", "r2@re.example"))
            .named("replyTo"));
    EmailMessage two =
        Canary.sender()
            .subject("s")
            .text("t")
            .personalization("p1@to.example", Map.of())
            .personalization("Pe Two <p2@to.example>", Map.of())
            .build();
    all.add(
        new FieldCase(
            "personalizations",
            Capability.PERSONALIZATIONS,
            true,
            two,
            Canary.message(),
            List.of(List.of("p1@to.example"), List.of("p2@to.example")),
            List.of("personalizations")));
  }

  private static void content(List<FieldCase> all) {
    all.add(
        carried(
            "a subject in Unicode",
            null,
            m -> m.subject("Gr\u00fc\u00dfe \ud83d\ude80 \"q\""),
            List.of("Gr\u00fc\u00dfe \ud83d\ude80 \"q\"")));
    all.add(carried("text with odd characters", null, m -> m.text(ODD_TEXT), List.of(ODD_TEXT)));
    all.add(carried("html with odd characters", null, m -> m.html(ODD_TEXT), List.of(ODD_TEXT)));
    all.add(
        new FieldCase(
            "text alone",
            null,
            true,
            Canary.envelope().subject("s").text("only-text").build(),
            Canary.message(),
            List.of(List.of("only-text")),
            List.of()));
    all.add(
        new FieldCase(
            "html alone",
            null,
            true,
            Canary.envelope().subject("s").html("<i>only</i>").build(),
            Canary.message(),
            List.of(List.of("<i>only</i>")),
            List.of()));
    all.add(
        carried(
                "braces in the text",
                null,
                m -> m.text("a {{braced-text}} b"),
                List.of("braced-text"))
            .odd()
            .named("text"));
    all.add(
        carried(
                "braces in the subject",
                null,
                m -> m.subject("{{braced-subject}}"),
                List.of("braced-subject"))
            .odd()
            .named("subject"));
  }

  private static void files(List<FieldCase> all) {
    Attachment pdf = Attachment.of("report.pdf", "application/pdf", BYTES);
    all.add(
        carried(
                "an attachment",
                Capability.ATTACHMENTS,
                m -> m.attach(pdf),
                List.of("report.pdf", "application/pdf", BASE64))
            .named("attachments"));
    all.add(
        carried(
                "two attachments",
                Capability.ATTACHMENTS,
                m -> m.attach(pdf).attach(Attachment.of("two.bin", "application/x-two", PIXEL)),
                List.of("report.pdf", BASE64, "two.bin", PIXEL64))
            .named("attachments"));
    all.add(
        carried(
                "an attachment of unknown size",
                Capability.ATTACHMENTS,
                m ->
                    m.attach(
                        Attachment.of(
                            "s.bin", "application/x-s", () -> new ByteArrayInputStream(PIXEL))),
                List.of("s.bin", PIXEL64))
            .named("attachments"));
    all.add(
        carried(
                "an attachment's name in Unicode",
                Capability.ATTACHMENTS,
                m -> m.attach(Attachment.of("\u00fcbersicht.pdf", "application/pdf", BYTES)),
                List.of("\u00fcbersicht.pdf", BASE64))
            .odd()
            .named("attachments"));
    all.add(
        carried(
                "an inline image",
                Capability.INLINE_IMAGES,
                m -> m.html("<img src=\"cid:logo-1\">").inlineImage("logo-1", "image/png", PIXEL),
                List.of("logo-1", "image/png", PIXEL64))
            .named("attachments", "inline"));
  }

  private static void labels(List<FieldCase> all) {
    all.add(
        carried(
                "a header",
                Capability.CUSTOM_HEADERS,
                m -> m.header("X-Contract", "header-value"),
                List.of("X-Contract", "header-value"))
            .named("headers"));
    all.add(
        carried("a tag", Capability.TAGS, m -> m.tag("tag-one"), List.of("tag-one")).named("tags"));
    all.add(
        carried(
                "several tags",
                Capability.SEVERAL_TAGS,
                m -> m.tag("tag-one").tag("tag-two"),
                List.of("tag-one", "tag-two"))
            .named("tags"));
    all.add(
        carried(
                "metadata",
                Capability.METADATA,
                m -> m.metadata("meta-key", "meta-value"),
                List.of("meta-key", "meta-value"))
            .named("metadata"));
    all.add(
        carried(
                "list-unsubscribe",
                Capability.LIST_UNSUBSCRIBE,
                m ->
                    m.listUnsubscribe(
                        ListUnsubscribe.oneClick(URI.create("https://unsub.example/u?x=1"))),
                List.of("https://unsub.example/u?x=1", "List-Unsubscribe=One-Click"))
            .named("listUnsubscribe"));
  }

  private static void templates(List<FieldCase> all, String provider, String templateId) {
    EmailMessage merged =
        Canary.envelope()
            .template(provider, templateId)
            .mergeData("merge-key", "merge-value")
            .mergeData("merge-list", List.of(Map.of("inner", 4711), true))
            .mergeData("merge-numbers", List.of(0.1f, -0.0, 1.50, new BigDecimal("1.50"), 4711L))
            .build();
    all.add(
        new FieldCase(
            "a template with data",
            Capability.TEMPLATES,
            true,
            merged,
            Canary.message(),
            List.of(
                List.of(templateId),
                List.of("merge-key"),
                List.of("merge-value"),
                List.of("inner"),
                List.of("4711")),
            List.of("templates", "mergeData")));
    EmailMessage personal =
        Canary.sender()
            .template(provider, templateId)
            .personalization("p1@to.example", Map.of("own-key", "own-one"))
            .personalization("p2@to.example", Map.of("own-key", "own-two"))
            .build();
    all.add(
        new FieldCase(
            "a template with each person's data",
            Capability.TEMPLATES,
            false,
            personal,
            Canary.message(),
            List.of(List.of("own-one"), List.of("own-two")),
            List.of("templates", "personalizations", "mergeData")));
  }

  private static void handling(List<FieldCase> all) {
    Instant soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    String iso = soon.toString();
    all.add(
        carried("a time to send at", Capability.SCHEDULING, m -> m.sendAt(soon), List.of())
            .or(
                Long.toString(soon.getEpochSecond()),
                iso.substring(0, iso.length() - 1),
                MAIL_DATE.format(soon))
            .named("sendAt"));
    all.add(
        carried(
                "a far time to send at",
                Capability.SCHEDULING,
                m -> m.sendAt(soon.plus(Duration.ofDays(400))),
                List.of())
            .odd()
            .named("sendAt"));
    for (Tracking tracking : List.of(Tracking.ON, Tracking.OFF)) {
      all.add(
          carried(
                  "open tracking " + tracking,
                  Capability.OPEN_TRACKING,
                  m -> m.openTracking(tracking),
                  List.of())
              .named("openTracking"));
      all.add(
          carried(
                  "click tracking " + tracking,
                  Capability.CLICK_TRACKING,
                  m -> m.clickTracking(tracking),
                  List.of())
              .named("clickTracking"));
    }
  }
}
