package io.akemail.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Leaves out what is required, and brings together what excludes each other. */
final class BadCombinations {
  private final BadInputs inputs;

  BadCombinations(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    inputs.add(
        "nothing",
        EmailMessage::builder,
        b -> b.to("a@b.org").subject("zq7").text("zq7"),
        "from",
        "zq7");
    inputs.add(
        "no recipient",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").subject("zq7").text("zq7").replyTo("zq7@b.org"),
        "to",
        "zq7");
    inputs.add(
        "no subject",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").to("zq7@b.org").text("zq7"),
        "subject",
        "zq7");
    inputs.add(
        "no content",
        EmailMessage::builder,
        b -> b.from("zq7@b.org").to("zq7@b.org").subject("zq7"),
        "text",
        "zq7");
    inputs.add("subject and template", Samples::templated, b -> b.subject("zq7"), "subject", "zq7");
    inputs.add("text and template", Samples::templated, b -> b.text("zq7"), "text", "zq7");
    inputs.add("html and template", Samples::templated, b -> b.html("zq7"), "html", "zq7");
    inputs.add(
        "merge data without a template",
        Samples::plain,
        b -> b.mergeData("a", "zq7"),
        "mergeData",
        "zq7");
    inputs.add(
        "personal data without a template",
        EmailMessage::builder,
        b ->
            b.from("zq7@b.org").subject("s").text("t").personalization("a@b.org", Map.of("zq7", 1)),
        "personalizations[0].data",
        "zq7");
    inputs.add(
        "personalization and to",
        Samples::templated,
        b -> b.personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    inputs.add(
        "personalization and cc",
        Samples::personal,
        b -> b.cc("a@b.org").personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    inputs.add(
        "personalization and bcc",
        Samples::personal,
        b -> b.bcc("a@b.org").personalization("zq7@b.org", Map.of()),
        "personalizations",
        "zq7");
    inputs.add(
        "repeated personalization",
        Samples::personal,
        b ->
            b.personalization("zq7@b.org", Map.of())
                .personalization("x@b.org", Map.of())
                .personalization("ZQ7@B.org", Map.of()),
        "personalizations[2].to",
        "zq7");
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    inputs.add(
        "deliverBefore at sendAt",
        Samples::plain,
        b -> b.sendAt(noon).deliverBefore(noon),
        "deliverBefore",
        "2030");
    inputs.add(
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
      inputs.add("sendAt " + time, Samples::plain, b -> b.sendAt(time), "sendAt", time.toString());
      inputs.add(
          "deliverBefore " + time,
          Samples::plain,
          b -> b.deliverBefore(time),
          "deliverBefore",
          time.toString());
    }
  }
}
