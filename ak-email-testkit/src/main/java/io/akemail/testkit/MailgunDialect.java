package io.akemail.testkit;

import static io.akemail.testkit.JsonChecks.JSON;

import io.akemail.testkit.Findings.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Mailgun's Messages API v3 as documented by its maker, for one sending domain. */
final class MailgunDialect implements Dialect {
  private static final Duration TOLD_IN_SECONDS = Duration.ofMinutes(2);

  private final String domain;
  private final String authorization;
  private final AtomicLong taken = new AtomicLong();

  MailgunDialect(String domain, String apiKey) {
    this.domain = domain;
    byte[] login = ("api:" + apiKey).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(login);
  }

  @Override
  public String name() {
    return "mailgun";
  }

  @Override
  public String basePath() {
    return "";
  }

  @Override
  public boolean isSend(RecordedRequest request) {
    return request.path().equals("/v3/" + domain + "/messages");
  }

  @Override
  public CannedAnswer other(RecordedRequest request) {
    if (!isAuthorized(request)) {
      return keyRefused();
    }
    if (!request.path().equals("/v3/domains/" + domain)) {
      return error(404, "Domain not found: " + request.path());
    }
    if (!request.method().equals("GET")) {
      return error(405, "Method not allowed");
    }
    return CannedAnswer.json(
        200, "{\"domain\":{\"name\":\"" + domain + "\",\"state\":\"active\"}}");
  }

  @Override
  public Verdict judge(RecordedRequest request, Instant now) {
    Findings findings = new Findings();
    List<FormPart> parts = readable(request, findings);
    if (parts == null) {
      return new Verdict(refused(findings), null, false, findings.violations());
    }
    MailgunForm form = new MailgunForm(parts);
    new MailgunRules(form, now, findings).check();
    new MailgunContent(form, findings).check();
    String own = form.first("h:Message-Id");
    String id = own.isEmpty() ? "<" + taken.incrementAndGet() + "@" + domain + ">" : own;
    ReceivedMail mail = form.mail(id.substring(1, id.length() - 1));
    if (findings.first() != null) {
      return new Verdict(refused(findings), mail, false, findings.violations());
    }
    boolean test = form.first("o:testmode").equals("yes");
    return new Verdict(queued(id), mail, !test, findings.violations());
  }

  private static CannedAnswer queued(String id) {
    var body = JSON.createObjectNode().put("id", id).put("message", "Queued. Thank you.");
    return CannedAnswer.json(200, body.toString());
  }

  private @Nullable List<FormPart> readable(RecordedRequest request, Findings findings) {
    String type = request.header("Content-Type").orElse("");
    if (!isAuthorized(request)) {
      findings.refuse(401, "", "", "Forbidden");
    } else if (!request.method().equals("POST")) {
      findings.refuse(405, "", "", "Method not allowed");
    } else if (!FormBody.isForm(type)) {
      findings.refuse(
          400,
          "",
          "",
          "Invalid request content type: Expecting 'multipart/form-data' but got '" + type + "'");
    } else {
      List<FormPart> parts = request.form().orElse(null);
      if (parts == null) {
        findings.refuse(400, "", "", "malformed multipart/form-data request");
      }
      return parts;
    }
    return null;
  }

  private boolean isAuthorized(RecordedRequest request) {
    return request.header("Authorization").filter(authorization::equals).isPresent();
  }

  private CannedAnswer refused(Findings findings) {
    Refusal first = findings.refusals().get(0);
    return first.status() == 401 ? keyRefused() : error(first.status(), first.message());
  }

  private static CannedAnswer error(int status, String message) {
    return CannedAnswer.json(status, JSON.createObjectNode().put("message", message).toString());
  }

  /** Not even JSON. */
  @Override
  public CannedAnswer keyRefused() {
    return CannedAnswer.of(401).header("Content-Type", "text/plain").body("Forbidden");
  }

  @Override
  public CannedAnswer unavailable() {
    return error(503, "Service Unavailable");
  }

  @Override
  public CannedAnswer gatewayTimeout() {
    return CannedAnswer.html(504, "<html><h1>504 Gateway Time-out</h1></html>");
  }

  @Override
  public CannedAnswer malformed(String field) {
    return error(400, field + " parameter is not a valid address. please check documentation");
  }

  @Override
  public CannedAnswer rateLimited() {
    return limit("account-requests-per-sec limit exceeded");
  }

  @Override
  public CannedAnswer quotaUsedUp() {
    return limit("recipient limit exceeded");
  }

  private CannedAnswer limit(String which) {
    return error(429, "Domain " + domain + " is not allowed to send: " + which);
  }

  /** The time stands in the text only, as seconds or, if it is long, as a date. */
  @Override
  public CannedAnswer withReset(CannedAnswer answer, Duration untilReset, Instant now) {
    String after =
        untilReset.compareTo(TOLD_IN_SECONDS) <= 0
            ? untilReset.toSeconds() + " seconds"
            : CannedAnswer.date(now.plus(untilReset)).replace("GMT", "UTC");
    return answer
        .header("Date", CannedAnswer.date(now))
        .body(
            answer
                .bodyText()
                .replace(" limit exceeded", " limit exceeded, try again after " + after));
  }
}
