package io.akemail.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes the same inputs at each run, one wrong thing each. */
final class BadInputs {
  /** One call too many on a builder that is valid otherwise. */
  record Case(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      String field,
      String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A place for a text: how it is set, where its problems are told, and how long it may be. */
  private record Place(
      String name,
      Supplier<EmailMessage.Builder> base,
      BiConsumer<EmailMessage.Builder, String> set,
      String field,
      int limit,
      boolean blankAllowed) {}

  private final List<Case> cases = new ArrayList<>();
  private final Random random = new Random(20_260_101);

  private BadInputs() {}

  static List<Case> all() {
    BadInputs inputs = new BadInputs();
    for (Place place : lines()) {
      inputs.badLines(place);
    }
    for (Place place : bodies()) {
      inputs.badBodies(place);
    }
    for (Place place : addresses()) {
      inputs.badAddresses(place);
    }
    inputs.badHeaders();
    inputs.badAttachments();
    inputs.badData();
    inputs.badCombinations();
    inputs.nulls();
    return inputs.cases;
  }

  private static List<Place> lines() {
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

  private static List<Place> bodies() {
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

  private static List<Place> addresses() {
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

  private void badLines(Place place) {
    String valid = "zq7value";
    for (int at = 0; at <= valid.length(); at++) {
      for (char c : new char[] {'\r', '\n', '\0'}) {
        inject(place, valid, at, String.valueOf(c));
      }
      inject(place, valid, at, "\r\nBcc: zq7@example.org\r\n");
    }
    for (char c = 1; c <= 0x7f; c++) {
      if ((c < ' ' && c != '\r' && c != '\n') || c == 0x7f) {
        inject(place, valid, random.nextInt(valid.length() + 1), String.valueOf(c));
      }
    }
    surrogates(place, valid);
    add(place, "one too long", "z q7".repeat(place.limit() / 4 + 1));
    if (!place.blankAllowed()) {
      add(place, "empty", "");
      add(place, "blank", "  ");
      add(place, "blank in Unicode", "\u2003\u3000");
    }
  }

  private void badBodies(Place place) {
    String valid = "zq7\nvalue\t.";
    for (int at = 0; at <= valid.length(); at++) {
      inject(place, valid, at, "\0");
    }
    surrogates(place, valid);
    if (!place.blankAllowed()) {
      add(place, "empty", "");
      add(place, "blank", " \r\n\t ");
    }
  }

  private void surrogates(Place place, String valid) {
    for (String half : new String[] {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"}) {
      inject(place, valid, 0, half);
      inject(place, valid, 4, half);
      inject(place, valid, valid.length(), half);
    }
  }

  private void badAddresses(Place place) {
    String valid = "zq7a@example.org";
    for (int at = 0; at <= valid.length(); at++) {
      for (String c : new String[] {"\r", "\n", "\0", "\t", "\r\nBcc: x@y.org", "\ud83d"}) {
        inject(place, valid, at, c);
      }
    }
    for (char c = 1; c < ' '; c++) {
      inject(place, valid, random.nextInt(valid.length() + 1), String.valueOf(c));
    }
    for (String bad : MALFORMED) {
      add(place, "malformed", bad);
    }
    for (String domain : BAD_DOMAINS) {
      add(place, "bad domain", "zq7@" + domain);
      add(place, "bad domain with a name", "Zq7 <zq7@" + domain + ">");
    }
    for (char c : "()<>[]:;@\\,\" ".toCharArray()) {
      add(place, "bad in a local part", "zq7" + c + "x@example.org");
      add(place, "bad in a domain", "zq7@exa" + c + "mple.org");
    }
    for (char c : "()<>[]:;@\\,\"".toCharArray()) {
      add(place, "bad in an unquoted name", "zq7" + c + " x <zq7@example.org>");
    }
  }

  private static final List<String> MALFORMED =
      List.of(
          "",
          " ",
          "   ",
          "zq7",
          "@",
          "@@",
          "zq7@",
          "@zq7.org",
          "zq7 @example.org",
          "zq7@ example.org",
          "zq7@@example.org",
          "zq7@x@example.org",
          ".zq7@example.org",
          "zq7.@example.org",
          "z..q7@example.org",
          "<zq7@example.org",
          "zq7@example.org>",
          "<>",
          "<@>",
          "< >",
          "Zq7 <>",
          "Zq7 <zq7>",
          "Zq7 zq7@example.org",
          "<zq7@example.org> Zq7",
          "Zq7 <zq7@example.org> x",
          "Zq7 <<zq7@example.org>>",
          "Zq7 < zq7@example.org>",
          "Zq7 <zq7@example.org >",
          "zq7@example.org, x@example.org",
          "zq7@example.org;x@example.org",
          "Zq7, A <zq7@example.org>",
          "\"Zq7 <zq7@example.org>",
          "\"Zq7\" x <zq7@example.org>",
          "\"Zq7\\\" <zq7@example.org>",
          "Zq7 \"A\" <zq7@example.org>",
          "\"zq7\"@example.org",
          "\"z q7\"@example.org",
          "zq7(comment)@example.org",
          "Team: zq7@example.org;",
          "mailto:zq7@example.org",
          "<@relay.org:zq7@example.org>",
          "zq7\u00a0@example.org",
          "zq7\u200b@example.org",
          "zq7\u3000@example.org",
          "zq7\u202e@example.org",
          "zq7\ufeff@example.org",
          "zq7\u2028@example.org",
          "zq7\u0085@example.org",
          "zq7\uff20example.org",
          "zq7".repeat(22) + "@example.org",
          "\u00e9".repeat(33) + "@example.org",
          "zq7@"
              + "a".repeat(50)
              + "."
              + "b".repeat(63)
              + "."
              + "c".repeat(63)
              + "."
              + "d".repeat(63)
              + "."
              + "e".repeat(63)
              + ".org",
          "zq7".repeat(20) + "@" + ("a".repeat(48) + ".").repeat(4) + "org",
          "\"" + "zq7".repeat(120) + "\" <zq7@example.org>",
          "zq7".repeat(5000));

  private static final List<String> BAD_DOMAINS =
      List.of(
          "example",
          "example.",
          ".example.org",
          "example..org",
          "example.org.",
          "-example.org",
          "example-.org",
          "example.-org",
          "exam_ple.org",
          "exam!ple.org",
          "exam/ple.org",
          "[192.0.2.1]",
          "[IPv6:2001:db8::1]",
          "192.0.2.1",
          "example.1",
          "1",
          "2001:db8::1",
          "example.org:25",
          "a".repeat(64) + ".org",
          "stra\u00dfe.de",
          "\u03c3\u03bf\u03c6\u03cc\u03c2.gr",
          "a\u200db.org",
          "a\u200cb.org",
          "exam\u00adple.org",
          "exam\u200bple.org",
          "exam\u00a0ple.org",
          "exam\u0085ple.org",
          "\ud83e\udd84.org",
          "a\u2100.org",
          "\u3002org",
          "example\uff0e",
          "\u00e9".repeat(60) + ".org",
          "exam\ud83dple.org",
          "*.org",
          "%65xample.org",
          "localhost.");

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
          List.of(
              owned,
              owned.toLowerCase(java.util.Locale.ROOT),
              owned.toUpperCase(java.util.Locale.ROOT))) {
        add(
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
      add("header name", Samples::plain, b -> b.header(name, "1"), "headers[#0]", name);
    }
    for (String again : List.of("X-A", "x-a", "X-a")) {
      add(
          "repeated header",
          Samples::plain,
          b -> b.header("X-A", "1").header(again, "zq7"),
          "headers[" + again + "]",
          "zq7");
    }
    add("repeated tag", Samples::plain, b -> b.tag("zq7").tag("a").tag("zq7"), "tags[2]", "zq7");
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
            "zq7/x=y")) {
      add(
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
      add(
          "content id",
          Samples::plain,
          b -> b.inlineImage(id, "image/png", bytes),
          "attachments[0].contentId",
          id);
    }
    add(
        "repeated content id",
        Samples::plain,
        b -> b.inlineImage("zq7", "image/png", bytes).inlineImage("zq7", "image/png", bytes),
        "attachments[1].contentId",
        "zq7");
    add(
        "file",
        Samples::plain,
        b -> b.attach(Attachment.ofFile(java.nio.file.Path.of("no", "zq7.txt"))),
        "attachments[0]",
        "zq7");
  }

  private void badData() {
    List<Object> values =
        new ArrayList<>(
            List.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                new Object(),
                new int[] {1},
                new String[] {"zq7"},
                new byte[0],
                Set.of("zq7"),
                Optional.of("zq7"),
                new AtomicInteger(7),
                'z',
                Instant.EPOCH,
                Tracking.ON,
                java.nio.CharBuffer.wrap("zq7"),
                new Odd("7"),
                Map.of("a", 1).entrySet(),
                EmailAddress.of("zq7@b.org"),
                (Runnable) () -> {}));
    for (Object value : values) {
      String type = value.getClass().getSimpleName();
      dataCase(type, value, "");
      dataCase("list of " + type, List.of("a", value), "[1]");
      dataCase("map of " + type, Map.of("a", value), ".a");
      dataCase("deep " + type, Map.of("a", List.of(List.of(), Map.of("b", value))), ".a[1].b");
    }
    for (Object key : new Object[] {null, 7, 'z', List.of(), new Object(), Tracking.ON}) {
      Map<Object, Object> map = new LinkedHashMap<>();
      map.put("fine", 1);
      map.put(key, "zq7");
      dataCase("key " + key, map, ".#1");
      dataCase("deep key " + key, List.of(map), "[0].#1");
    }
    List<Object> list = new ArrayList<>();
    list.add(list);
    dataCase("cyclic list", Collections.unmodifiableList(list), "[0][0]");
    dataCase("cyclic list itself", list, "[0]");
    Map<String, Object> map = new HashMap<>();
    map.put("self", Arrays.asList(1, null, map));
    dataCase("cyclic map", map, ".self[2]");
    Object deep = "zq7";
    for (int i = 0; i < 40; i++) {
      deep = Map.of("d", deep);
    }
    dataCase("deep map", deep, ".d".repeat(31));
    Object bomb = "zq7";
    for (int i = 0; i < 20; i++) {
      bomb = Arrays.asList(bomb, bomb, bomb, bomb);
    }
    dataCase("bomb", bomb, "");
  }

  /** A number that could change, or print anything. */
  private static final class Odd extends BigDecimal {
    private static final long serialVersionUID = 1L;

    Odd(String value) {
      super(value);
    }
  }

  private void dataCase(String name, Object value, String path) {
    add(
        "merge data: " + name,
        Samples::templated,
        b -> b.mergeData("k", value),
        "mergeData.k" + path,
        "zq7");
    add(
        "provider option: " + name,
        Samples::plain,
        b -> b.providerOption("p", "k", value),
        "providerOptions[p].k" + path,
        "zq7");
    if (!name.equals("bomb") && !name.equals("deep map")) {
      add(
          "personal data: " + name,
          Samples::personal,
          b -> b.personalization("a@b.org", new HashMap<>(Collections.singletonMap("k", value))),
          "personalizations[0].data.k" + path,
          "zq7");
    }
  }

  private void badCombinations() {
    add(
        "nothing",
        EmailMessage::builder,
        b -> b.to("a@b.org").subject("zq7").text("zq7"),
        "from",
        "zq7");
    add(
        "no recipient",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").subject("zq7").text("zq7").replyTo("zq7@b.org"),
        "to",
        "zq7");
    add(
        "no subject",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").to("zq7@b.org").text("zq7"),
        "subject",
        "zq7");
    add(
        "no content",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").to("zq7@b.org").subject("zq7"),
        "text",
        "zq7");
    add("subject and template", Samples::templated, b -> b.subject("zq7"), "subject", "zq7");
    add("text and template", Samples::templated, b -> b.text("zq7"), "text", "zq7");
    add("html and template", Samples::templated, b -> b.html("zq7"), "html", "zq7");
    add(
        "merge data without a template",
        Samples::plain,
        b -> b.mergeData("a", "zq7"),
        "mergeData",
        "zq7");
    add(
        "personal data without a template",
        EmailMessage::builder,
        b ->
            b.from("zq7@b.org").subject("s").text("t").personalization("a@b.org", Map.of("zq7", 1)),
        "personalizations[0].data",
        "zq7");
    add(
        "personalization and to",
        Samples::templated,
        b -> b.personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    add(
        "personalization and cc",
        Samples::personal,
        b -> b.cc("a@b.org").personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    add(
        "personalization and bcc",
        Samples::personal,
        b -> b.bcc("a@b.org").personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    add(
        "repeated personalization",
        Samples::personal,
        b ->
            b.personalization("zq7@b.org", Map.of())
                .personalization("x@b.org", Map.of())
                .personalization("ZQ7@B.org", Map.of()),
        "personalizations[2].to",
        "zq7");
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    add(
        "deliverBefore at sendAt",
        Samples::plain,
        b -> b.sendAt(noon).deliverBefore(noon),
        "deliverBefore",
        "2030");
    add(
        "deliverBefore before sendAt",
        Samples::plain,
        b -> b.sendAt(noon).deliverBefore(noon.minusNanos(1)),
        "deliverBefore",
        "2030");
    for (Instant time :
        List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("+10000-01-01T00:00:00Z"))) {
      add("sendAt " + time, Samples::plain, b -> b.sendAt(time), "sendAt", time.toString());
      add(
          "deliverBefore " + time,
          Samples::plain,
          b -> b.deliverBefore(time),
          "deliverBefore",
          time.toString());
    }
  }

  private void nulls() {
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
    add(
        "null template provider",
        Samples::templated,
        b -> b.template(null, "zq7"),
        "templates[#1]",
        "zq7");
    add("null template id", Samples::templated, b -> b.template("x", null), "templates[x]", "zq7");
    add("null merge key", Samples::templated, b -> b.mergeData(null, "zq7"), "mergeData.#0", "zq7");
    add(
        "null personal to",
        personal,
        b -> b.personalization((String) null, Map.of()),
        "personalizations[0].to",
        "zq7");
    add(
        "null personal address",
        personal,
        b -> b.personalization((EmailAddress) null, Map.of()),
        "personalizations[0].to",
        "zq7");
    add(
        "null personal data",
        personal,
        b -> b.personalization("zq7@b.org", null),
        "personalizations[0].data",
        "zq7");
  }

  private void nullCase(String field, Consumer<EmailMessage.Builder> call) {
    add("null " + field, Samples::plain, call, field, "zq7");
  }

  private void inject(Place place, String valid, int at, String bad) {
    add(
        place,
        "with " + escaped(bad) + " at " + at,
        valid.substring(0, at) + bad + valid.substring(at));
  }

  private void add(Place place, String what, String value) {
    add(
        place.name() + " " + what + ": " + escaped(value),
        place.base(),
        b -> place.set().accept(b, value),
        place.field(),
        value);
  }

  private void add(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      String field,
      String value) {
    cases.add(new Case(name, base, call, field, value));
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.substring(0, Math.min(text.length(), 40)).toCharArray()) {
      shown.append(c > ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return shown.toString();
  }
}
