package io.akemail.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes inputs at the edge of what is allowed, and what is found of each in the message. */
final class GoodInputs {
  record Case(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      Function<EmailMessage, Object> read,
      Object expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> LOCAL_PARTS =
      List.of(
          "a",
          "ada",
          "Ada",
          "ada.lovelace",
          "a.b.c.d",
          "ada+tag",
          "ada-b",
          "ada_b",
          "a1",
          "1",
          "123.456",
          "!#$%&'*+-/=?^_`{|}~",
          "o'neil",
          "a=b",
          "-ada",
          "ada-",
          "_",
          "jos\u00e9",
          "\u5c71\u7530",
          "\u0430\u0434\u0430",
          "\u0645\u062b\u0627\u0644",
          "\u0928\u093f\u0936\u093e\u0928\u094d\u200d",
          "\ud83d\ude00",
          "a.\u00e9.b",
          "x".repeat(64),
          "\u00e9".repeat(32));

  private static final List<String> DOMAINS =
      List.of(
          "example.net",
          "a.b",
          "localhost",
          "sub.sub.example.org",
          "xn--bcher-kva.example",
          "1.example",
          "3com.com",
          "1-2.example.org",
          "a--b.org",
          "example.museum",
          "example.x1",
          "b".repeat(63) + ".org",
          "192.0.2.1.example");

  private static final List<String> NAMES =
      List.of(
          "Ada",
          "Ada Lovelace",
          "Lovelace, Ada",
          "J. R. \"Bob\" Dobbs",
          "a\\b",
          "<Ada>",
          "ada@example.org",
          "Ada (Acme)",
          "Team: A;",
          "\u5c71\u7530 \u592a\u90ce",
          "\ud83d\ude00",
          "O'Neil",
          "=?utf-8?q?x?=",
          "x".repeat(320),
          "\u00c5sa");

  private static final List<String> LINES =
      List.of(
          "x",
          "two words",
          " leading",
          "trailing ",
          "a,b;c:d",
          "\u00e9\u00e8 \u5c71",
          "\ud83d\ude00",
          "100 % {{x}} ${y}",
          "<b>\"quoted\"</b>",
          "\\r\\n",
          "=?utf-8?q?x?=",
          "\u0085 and \u2028",
          "a\u200db",
          "-",
          "0");

  private static final List<Object> VALUES =
      List.of(
          "",
          "x",
          "two\nlines\t\r\n",
          "\ud83d\ude00",
          "\u0001\u007f",
          true,
          false,
          0,
          -1,
          Long.MAX_VALUE,
          (byte) 1,
          (short) 2,
          1.5f,
          -0.0d,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          BigInteger.TEN.pow(50),
          new BigDecimal("1E-400"),
          List.of(),
          Map.of(),
          List.of(1, "a", List.of()),
          Map.of("a", Map.of("b c", List.of(1))),
          Map.of("\u00e9", 1),
          Arrays.asList(1, null),
          Collections.singletonMap("a", null));

  private final List<Case> cases = new ArrayList<>();

  private GoodInputs() {}

  static List<Case> all() {
    GoodInputs inputs = new GoodInputs();
    inputs.addresses();
    inputs.lines();
    inputs.bodies();
    inputs.attachments();
    inputs.data();
    inputs.times();
    return inputs.cases;
  }

  private void addresses() {
    for (String local : LOCAL_PARTS) {
      for (String domain : DOMAINS) {
        String address = local + "@" + domain;
        plain("cc", b -> b.cc(address), m -> m.cc().get(0).address(), address);
      }
      String address = local + "@example.net";
      plain("from", b -> b.from(address), m -> m.from().localPart(), local);
      plain("to", b -> b.to("Name <" + address + ">"), m -> m.to().get(1).localPart(), local);
      plain("bcc", b -> b.bcc(EmailAddress.of(address)), m -> m.bcc().get(0).localPart(), local);
      plain("replyTo", b -> b.replyTo(address), m -> m.replyTo().get(0).localPart(), local);
      add(
          "personalization",
          Samples::personal,
          b -> b.personalization(address, Map.of()),
          m -> m.recipients().get(0).localPart(),
          local);
    }
    for (String name : NAMES) {
      plain(
          "name",
          b -> b.to(EmailAddress.of("b@example.net", name)),
          m -> m.to().get(1).name().orElseThrow(),
          name);
      plain(
          "read name",
          b -> b.to(EmailAddress.of("b@example.net", name).format()),
          m -> m.to().get(1).name().orElseThrow(),
          name);
    }
  }

  private void lines() {
    for (String line : LINES) {
      plain("subject", b -> b.subject(line), m -> m.subject().orElseThrow(), line);
      plain("tag", b -> b.tag(line), m -> m.tags().get(0), line);
      plain("header", b -> b.header("X-A", line), m -> m.headers().get("X-A"), line);
      plain("metadata value", b -> b.metadata("k", line), m -> m.metadata().get("k"), line);
      plain("metadata key", b -> b.metadata(line, "v"), m -> m.metadata().get(line), "v");
      plain("dedupe key", b -> b.dedupeKey(line), m -> m.dedupeKey().orElseThrow(), line);
      plain(
          "option key",
          b -> b.providerOption("p", line, 1),
          m -> m.providerOptions().get("p").get(line),
          1);
      plain(
          "option provider",
          b -> b.providerOption(line, "k", 1),
          m -> m.providerOptions().get(line).get("k"),
          1);
      templated("template id", b -> b.template("x", line), m -> m.templates().get("x"), line);
      templated("template provider", b -> b.template(line, "1"), m -> m.templates().get(line), "1");
      templated("merge key", b -> b.mergeData(line, 1), m -> m.mergeData().get(line), 1);
    }
    String x = "x";
    plain(
        "long subject",
        b -> b.subject(x.repeat(998)),
        m -> m.subject().orElseThrow(),
        x.repeat(998));
    plain(
        "long header",
        b -> b.header(x.repeat(200), x.repeat(998)),
        m -> m.headers().get(x.repeat(200)),
        x.repeat(998));
    plain("long tag", b -> b.tag(x.repeat(255)), m -> m.tags().get(0), x.repeat(255));
    plain(
        "long metadata",
        b -> b.metadata(x.repeat(255), x.repeat(10_000)),
        m -> m.metadata().get(x.repeat(255)),
        x.repeat(10_000));
    plain("empty metadata", b -> b.metadata("k", ""), m -> m.metadata().get("k"), "");
    plain(
        "long dedupe key",
        b -> b.dedupeKey(x.repeat(200)),
        m -> m.dedupeKey().orElseThrow(),
        x.repeat(200));
    plain(
        "long provider",
        b -> b.providerOption(x.repeat(100), x.repeat(255), 1),
        m -> m.providerOptions().get(x.repeat(100)).get(x.repeat(255)),
        1);
    templated(
        "long template",
        b -> b.template(x.repeat(100), x.repeat(512)),
        m -> m.templates().get(x.repeat(100)),
        x.repeat(512));
    for (String name :
        List.of(
            "X-A",
            "x",
            "1",
            "X_A",
            "X.A",
            "X@A",
            "!#$%&'*+-.^_`|~",
            "(X)",
            "Sender-X",
            "Contents",
            "Precedence",
            "In-Reply-To",
            "References",
            "List-Id",
            "X-Content-Type")) {
      plain("header " + name, b -> b.header(name, "v"), m -> m.headers().get(name), "v");
    }
  }

  private void bodies() {
    for (String body :
        List.of(
            "x",
            "two\r\nlines",
            "\ttab",
            "\u0001\u007f",
            "\ud83d\ude00",
            "{{x}}",
            "x".repeat(300_000))) {
      plain("text", b -> b.text(body), m -> m.text().orElseThrow(), body);
      plain("html", b -> b.html(body), m -> m.html().orElseThrow(), body);
    }
  }

  private void attachments() {
    byte[] bytes = {1};
    for (String type :
        List.of(
            "a/b",
            "text/plain; charset=utf-8",
            "text/csv;header=present",
            "image/svg+xml",
            "application/vnd.a.b-c_d",
            "text/x; name=\"a b\"",
            "x".repeat(126) + "/" + "y".repeat(128))) {
      plain(
          "content type",
          b -> b.attach(Attachment.of("a", type, bytes)),
          m -> m.attachments().get(0).contentType(),
          type);
    }
    for (String name :
        List.of("a", "a b.pdf", "\u00e9.txt", "\u5c71.pdf", "a;b,c.txt", "x".repeat(320))) {
      plain(
          "attachment name",
          b -> b.attach(Attachment.of(name, "a/b", bytes)),
          m -> m.attachments().get(0).name(),
          name);
    }
    for (String id : List.of("a", "logo.png", "a@b", "A_1+2-3.4", "x".repeat(200))) {
      plain(
          "content id",
          b -> b.inlineImage(id, "image/png", bytes),
          m -> m.attachments().get(0).contentId().orElseThrow(),
          id);
    }
    plain(
        "empty attachment",
        b -> b.attach(Attachment.of("a", "a/b", new byte[0])),
        m -> m.attachments().size(),
        1);
    plain(
        "same name twice",
        b -> b.attach(Attachment.of("a", "a/b", bytes)).attach(Attachment.of("a", "a/b", bytes)),
        m -> m.attachments().size(),
        2);
  }

  private void data() {
    for (Object value : VALUES) {
      templated("merge data", b -> b.mergeData("k", value), m -> m.mergeData().get("k"), value);
      plain(
          "provider option",
          b -> b.providerOption("p", "k", value),
          m -> m.providerOptions().get("p").get("k"),
          value);
      add(
          "personal data",
          Samples::personal,
          b -> b.personalization("a@b.org", Map.of("k", value)),
          m -> m.personalizations().get(0).data().get("k"),
          value);
    }
  }

  private void times() {
    for (Instant time :
        List.of(
            Instant.EPOCH,
            Instant.parse("2030-01-01T00:00:00.5Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"))) {
      plain("sendAt", b -> b.sendAt(time), m -> m.sendAt().orElseThrow(), time);
      plain(
          "deliverBefore", b -> b.deliverBefore(time), m -> m.deliverBefore().orElseThrow(), time);
    }
    plain(
        "both times",
        b -> b.sendAt(Instant.EPOCH).deliverBefore(Instant.EPOCH.plusNanos(1)),
        m -> m.sendAt().isPresent() && m.deliverBefore().isPresent(),
        true);
    for (Tracking tracking : Tracking.values()) {
      plain("openTracking", b -> b.openTracking(tracking), EmailMessage::openTracking, tracking);
      plain("clickTracking", b -> b.clickTracking(tracking), EmailMessage::clickTracking, tracking);
    }
  }

  private void plain(
      String name,
      Consumer<EmailMessage.Builder> call,
      Function<EmailMessage, Object> read,
      Object expected) {
    add(name, Samples::plain, call, read, expected);
  }

  private void templated(
      String name,
      Consumer<EmailMessage.Builder> call,
      Function<EmailMessage, Object> read,
      Object expected) {
    add(name, Samples::templated, call, read, expected);
  }

  private void add(
      String name,
      Supplier<EmailMessage.Builder> base,
      Consumer<EmailMessage.Builder> call,
      Function<EmailMessage, Object> read,
      Object expected) {
    cases.add(new Case(name + " " + cases.size(), base, call, read, expected));
  }
}
