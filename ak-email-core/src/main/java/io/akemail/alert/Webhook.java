package io.akemail.alert;

import io.akemail.internal.Text;
import io.akemail.spi.Outcome;
import io.akemail.spi.http.HttpAnswer;
import io.akemail.spi.http.HttpPost;
import io.akemail.spi.http.HttpTransport;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook of Slack. Its URL is a secret: whoever has it may write to the channel. It is
 * in no exception and in no text of this class.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming
 *     webhooks</a>
 */
final class Webhook implements AutoCloseable {
  private static final int SHOWN = 80;

  private final HttpTransport transport;
  private final String path;
  private final Duration timeout;

  private Webhook(HttpTransport transport, String path, Duration timeout) {
    this.transport = transport;
    this.path = path;
    this.timeout = timeout;
  }

  /** What came of a message. */
  sealed interface Reply {
    /** It is in the channel. */
    record Taken() implements Reply {}

    /** Not now; the time to wait may be missing. */
    record Later(@Nullable Duration pause) implements Reply {}

    /** Not this message. */
    record Refused(String why) implements Reply {}

    /** No message at all, until a person has mended something. */
    record Barred(String why) implements Reply {}

    /** It is not known, or it did not get through. */
    record Failed(String why) implements Reply {}
  }

  /**
   * The webhook at a URL.
   *
   * @param localNetwork whether http and addresses of local networks are allowed
   * @param timeout for one message
   * @throws IllegalArgumentException if the URL is not allowed; it is not shown
   */
  static Webhook at(String url, boolean localNetwork, Duration timeout) {
    URI uri;
    URI host;
    try {
      uri = new URI(url.strip());
      host = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("webhook URL: is no URL"); // the cause would show it
    }
    String path = Objects.requireNonNullElse(uri.getRawPath(), "");
    if (uri.getHost() == null || path.length() < 2 || path.startsWith("//")) {
      throw new IllegalArgumentException("webhook URL: must be https, with a host and a path");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("webhook URL: must have no user or fragment");
    }
    HttpTransport.Builder transport = HttpTransport.builder(host).header("Accept", "text/plain");
    if (localNetwork) {
      transport.allowLocalNetwork();
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Webhook(transport.build(), path + query, timeout);
  }

  /** Posts a text that is escaped already. Never throws. */
  Reply post(String text) {
    HttpPost post = HttpPost.json(path, json -> json.beginObject().field("text", text).endObject());
    Reply[] reply = new Reply[1];
    Outcome outcome =
        transport.post(
            post,
            timeout,
            answer -> {
              reply[0] = reply(answer);
              return answer.byStatus();
            });
    if (reply[0] != null) {
      return reply[0];
    }
    return outcome.kind() == Outcome.Kind.MISCONFIGURED
        ? new Reply.Barred(outcome.why()) // an address that is not allowed
        : new Reply.Failed(outcome.why());
  }

  private static Reply reply(HttpAnswer answer) {
    int status = answer.status();
    String words = "HTTP " + status + " " + Text.shown(answer.body().strip(), SHOWN);
    if (status == 200) {
      boolean proof = answer.body().strip().equals("ok") || !answer.isComplete();
      return proof ? new Reply.Taken() : new Reply.Barred(words + ", which is not Slack's answer");
    } else if (status == 429) {
      return new Reply.Later(answer.retryAfter().orElse(null));
    } else if (status == 408 || status >= 500) {
      return new Reply.Failed(words);
    }
    return switch (status) {
      case 401, 403, 404, 410 -> new Reply.Barred(words);
      default -> status < 400 ? new Reply.Barred(words) : new Reply.Refused(words);
    };
  }

  /** Breaks off a message that is on its way. */
  @Override
  public void close() {
    transport.close();
  }

  /** Constant. */
  @Override
  public String toString() {
    return "Webhook";
  }
}
