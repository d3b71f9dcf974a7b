package io.akemail.spi.http;

import io.akemail.message.Attachment;
import io.akemail.spi.Outcome;
import java.net.URI;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/** Requests and transports that many tests use. */
final class Posts {
  /** What a provider would make of an answer: the status as the id. */
  static final Function<HttpAnswer, Outcome> ACCEPT =
      answer -> new Outcome.Accepted(Integer.toString(answer.status()));

  private Posts() {}

  static HttpTransport transport(URI uri) {
    return HttpTransport.builder(uri).allowLocalNetwork().build();
  }

  static HttpTransport transport(URI uri, OkHttpClient client) {
    return HttpTransport.builder(uri).allowLocalNetwork().httpClient(client).build();
  }

  static HttpPost small() {
    return HttpPost.json("/send", json -> json.beginObject().field("a", "b").endObject());
  }

  /** A body that fits into no socket's buffers. */
  static HttpPost large() {
    return HttpPost.json("/send", json -> json.value("x".repeat(30_000_000)));
  }

  static HttpPost with(Attachment attachment) {
    return HttpPost.json(
        "/send",
        json -> json.beginObject().name("content").base64(attachment).field("a", "b").endObject());
  }

  /** Bytes that look like nothing in particular, the same for the same length. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }
}
