package io.akemail.testkit;

import static io.akemail.testkit.JsonChecks.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akemail.testkit.Findings.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** SparkPost's Transmissions API v1 as documented by its maker. */
final class SparkPostDialect implements Dialect {
  private static final String BASE = "/api/v1";
  private static final String SEND = BASE + "/transmissions";
  private static final String ACCOUNT = BASE + "/account";
  private static final long FIRST_ID = 11_668_787_484_950_000L;

  private final String apiKey;
  private final AtomicLong taken = new AtomicLong(FIRST_ID);

  SparkPostDialect(String apiKey) {
    this.apiKey = apiKey;
  }

  @Override
  public String name() {
    return "sparkpost";
  }

  @Override
  public String basePath() {
    return BASE;
  }

  @Override
  public boolean isSend(RecordedRequest request) {
    return request.path().equals(SEND);
  }

  @Override
  public CannedAnswer other(RecordedRequest request) {
    if (!isAuthorized(request)) {
      return keyRefused();
    }
    if (!request.path().split("\\?", 2)[0].equals(ACCOUNT)) {
      return error(404, "1600", "resource not found");
    }
    if (!request.method().equals("GET")) {
      return error(405, "1102", "method not allowed");
    }
    return CannedAnswer.json(
        200, "{\"results\":{\"company_name\":\"Testkit\",\"status\":\"active\"}}");
  }

  @Override
  public Verdict judge(RecordedRequest request, Instant now) {
    Findings findings = new Findings();
    JsonNode root = readable(request, findings);
    if (root == null) {
      return new Verdict(refused(findings), null, false, findings.violations());
    }
    SparkPostRules rules = new SparkPostRules(root, now, findings);
    rules.check();
    String id = Long.toString(taken.incrementAndGet());
    ReceivedMail mail = SparkPostRules.mail(root, id);
    if (findings.first() != null) {
      return new Verdict(refused(findings), mail, false, findings.violations());
    }
    int taken = mail.recipients().size() - rules.badRecipients();
    return new Verdict(
        results(id, taken, rules.badRecipients()), mail, taken > 0, findings.violations());
  }

  private @Nullable JsonNode readable(RecordedRequest request, Findings findings) {
    if (!isAuthorized(request)) {
      findings.refuse(401, "", "", "Unauthorized.");
    } else if (!request.method().equals("POST")) {
      findings.refuse(405, "1102", "", "method not allowed");
    } else if (!SendGridDialect.isJson(request)) {
      findings.refuse(415, "1700", "", "Content-Type is not application/json");
    } else {
      String text = JsonChecks.utf8(request.body());
      JsonNode root = text == null ? null : JsonChecks.parse(text);
      if (root == null) {
        findings.refuse(400, "1305", "", "the body is not UTF-8");
      } else if (!root.isObject()) {
        findings.refuse(400, "1300", "", "the body is not one JSON object");
      } else {
        return root;
      }
    }
    return null;
  }

  private boolean isAuthorized(RecordedRequest request) {
    return request.header("Authorization").filter(apiKey::equals).isPresent();
  }

  /** The answer to a transmission, with the refused recipients the way SparkPost lists them. */
  private static CannedAnswer results(String id, int accepted, int rejected) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode results = body.putObject("results");
    results.put("total_rejected_recipients", rejected).put("total_accepted_recipients", accepted);
    results.put("id", id);
    if (rejected > 0) {
      var errors = results.putArray("rcpt_to_errors");
      for (int i = 0; i < rejected; i++) {
        errors.addObject().put("message", "invalid data format/type").put("code", "1300");
      }
      body.putArray("errors")
          .addObject()
          .put("message", "transmission created, but with validation errors")
          .put("code", "2000");
    }
    return CannedAnswer.json(200, body.toString());
  }

  private static CannedAnswer refused(Findings findings) {
    List<Refusal> refusals = findings.refusals();
    ObjectNode body = JSON.createObjectNode();
    var errors = body.putArray("errors");
    for (Refusal refusal : refusals) {
      ObjectNode error = errors.addObject().put("message", refusal.message());
      if (!refusal.field().isEmpty()) {
        error.put("description", refusal.field() + ": " + refusal.message());
      }
      if (!refusal.code().isEmpty()) {
        error.put("code", refusal.code());
      }
    }
    return CannedAnswer.json(refusals.get(0).status(), body.toString());
  }

  private static CannedAnswer error(int status, String code, String message) {
    Findings findings = new Findings();
    findings.refuse(status, code, "", message);
    return refused(findings);
  }

  @Override
  public CannedAnswer keyRefused() {
    return error(401, "", "Unauthorized.");
  }

  @Override
  public CannedAnswer unavailable() {
    return error(503, "1900", "Service Unavailable");
  }

  @Override
  public CannedAnswer gatewayTimeout() {
    return error(504, "", "Gateway Timeout");
  }

  @Override
  public CannedAnswer malformed(String field) {
    Findings findings = new Findings();
    findings.refuse(422, "1300", field, "invalid data format/type");
    return refused(findings);
  }

  @Override
  public CannedAnswer rateLimited() {
    return error(429, "", "Too many requests");
  }

  @Override
  public CannedAnswer quotaUsedUp() {
    return error(420, "2102", "Exceed Sending Limit (daily)");
  }

  /** SparkPost tells no reset time, so that this is the same answer. */
  @Override
  public CannedAnswer withReset(CannedAnswer answer, Duration untilReset, Instant now) {
    return answer;
  }
}
