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

/** SendGrid's v3 Mail Send as documented by Twilio. */
final class SendGridDialect implements Dialect {
  private static final String SEND = "/v3/mail/send";
  private static final String SCOPES = "/v3/scopes";
  private static final int MAX_BYTES = 30 * 1024 * 1024;

  private final String authorization;
  private final AtomicLong taken = new AtomicLong();

  SendGridDialect(String apiKey) {
    this.authorization = "Bearer " + apiKey;
  }

  @Override
  public String name() {
    return "sendgrid";
  }

  @Override
  public String basePath() {
    return "";
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
    if (!request.path().equals(SCOPES)) {
      return error(404, null, "not found");
    }
    if (!request.method().equals("GET")) {
      return error(405, null, "method not allowed");
    }
    if (request.header("Accept").isEmpty()) {
      return error(406, null, "Accept header is missing");
    }
    return CannedAnswer.json(200, "{\"scopes\":[\"mail.send\"]}");
  }

  @Override
  public Verdict judge(RecordedRequest request, Instant now) {
    Findings findings = new Findings();
    JsonNode root = readable(request, findings);
    ReceivedMail mail = null;
    boolean sandbox = false;
    if (root != null) {
      new SendGridRules(root, now, findings).check();
      mail = SendGridRules.mail(root, "sg-" + taken.incrementAndGet());
      sandbox = root.at("/mail_settings/sandbox_mode/enable").asBoolean();
    }
    Refusal refusal = findings.first();
    if (refusal != null || mail == null) {
      return new Verdict(refused(findings.refusals()), mail, false, findings.violations());
    }
    CannedAnswer answer =
        sandbox
            ? CannedAnswer.of(200)
            : CannedAnswer.of(202).header("X-Message-Id", mail.providerMessageId());
    return new Verdict(answer, mail, !sandbox, findings.violations());
  }

  /** The body as JSON, or null with the reason among the findings. */
  private @Nullable JsonNode readable(RecordedRequest request, Findings findings) {
    if (!isAuthorized(request)) {
      findings.refuse(401, "", "", "Authorization is not 'Bearer' and the key");
    } else if (!request.method().equals("POST")) {
      findings.refuse(405, "", "", "method not allowed");
    } else if (!isJson(request)) {
      findings.refuse(415, "", "", "Content-Type is not application/json");
    } else if (request.header("Content-Encoding").isPresent()) {
      findings.refuse(415, "", "", "Content-Encoding is not enabled for this account");
    } else if (request.body().length > MAX_BYTES) {
      findings.refuse(413, "", "", "the request is larger than 30 MB");
    } else {
      return parsed(request.body(), findings);
    }
    return null;
  }

  private static @Nullable JsonNode parsed(byte[] body, Findings findings) {
    String text = JsonChecks.utf8(body);
    if (text == null) {
      findings.refuse(415, "", "", "the body is not UTF-8");
      return null;
    }
    JsonNode root = JsonChecks.parse(text);
    if (!root.isObject()) {
      findings.refuse(400, "", "", "Bad Request: the body is not one JSON object");
      return null;
    }
    return root;
  }

  private boolean isAuthorized(RecordedRequest request) {
    return request.header("Authorization").filter(authorization::equals).isPresent();
  }

  static boolean isJson(RecordedRequest request) {
    String type = request.header("Content-Type").orElse("").split(";", 2)[0].strip();
    return type.equalsIgnoreCase("application/json");
  }

  private static CannedAnswer refused(List<Refusal> refusals) {
    ObjectNode body = JSON.createObjectNode();
    var errors = body.putArray("errors");
    for (Refusal refusal : refusals) {
      ObjectNode error = errors.addObject().put("message", refusal.message());
      error.put("field", refusal.field().isEmpty() ? null : refusal.field()).putNull("help");
    }
    return CannedAnswer.json(refusals.get(0).status(), body.toString());
  }

  private static CannedAnswer error(int status, @Nullable String field, String message) {
    return refused(List.of(new Refusal(status, "", field == null ? "" : field, message)));
  }

  @Override
  public CannedAnswer keyRefused() {
    return error(401, null, "The provided authorization grant is invalid, expired, or revoked");
  }

  @Override
  public CannedAnswer unavailable() {
    return error(503, null, "v3 Web API is not available");
  }

  @Override
  public CannedAnswer gatewayTimeout() {
    return CannedAnswer.html(504, "<html><h1>504 Gateway Time-out</h1></html>");
  }

  @Override
  public CannedAnswer malformed(String field) {
    return error(400, field, "the value of this field is not valid");
  }

  @Override
  public CannedAnswer rateLimited() {
    return error(429, null, "too many requests");
  }

  @Override
  public CannedAnswer quotaUsedUp() {
    return error(401, null, "Maximum credits exceeded");
  }

  @Override
  public CannedAnswer withReset(CannedAnswer answer, Duration untilReset, Instant now) {
    long reset = now.getEpochSecond() + untilReset.toSeconds();
    return answer
        .header("Date", CannedAnswer.date(now))
        .header("X-RateLimit-Limit", "600")
        .header("X-RateLimit-Remaining", "0")
        .header("X-RateLimit-Reset", Long.toString(reset));
  }
}
