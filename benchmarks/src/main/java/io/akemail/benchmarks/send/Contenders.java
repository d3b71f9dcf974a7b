package io.akemail.benchmarks.send;

import io.akemail.FailoverSender;
import io.akemail.message.EmailMessage;
import io.akemail.sendgrid.SendGrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * The two that are compared: this library with everything it does for a send, and a bare client
 * that posts bytes which were written beforehand. Both send the same body.
 */
final class Contenders implements AutoCloseable {
  private static final String KEY = "SG.bench";
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String TEXT = "Thank you for your order. ".repeat(40);
  private static final String HTML = "<p>Thank you for your order.</p>".repeat(64);

  private final FailoverSender sender;
  private final OkHttpClient raw;
  private final String url;
  private final byte[] body;

  Contenders(URI server) {
    this.sender =
        FailoverSender.builder()
            .provider(SendGrid.builder().apiKey(KEY).baseUrl(server).allowLocalNetwork().build())
            .build();
    this.raw =
        new OkHttpClient.Builder()
            .callTimeout(2, TimeUnit.SECONDS)
            .connectionPool(new ConnectionPool(128, 5, TimeUnit.MINUTES))
            .build();
    this.url = server + "/v3/mail/send";
    this.body = capture(server);
  }

  private static EmailMessage message() {
    return EmailMessage.builder()
        .from("Shop <orders@shop.example>")
        .to("Ada Lovelace <ada@example.org>")
        .subject("Your order")
        .text(TEXT)
        .html(HTML)
        .build();
  }

  /** Builds, checks, decides, writes, sends and reads the answer. */
  void ours() {
    sender.send(message());
  }

  /** Sends the bytes and reads the answer. */
  void raw() {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + KEY)
            .header("Accept", "application/json")
            .post(RequestBody.create(body, JSON))
            .build();
    try (Response response = raw.newCall(request).execute()) {
      if (response.code() != 202 || !response.body().string().isEmpty()) {
        throw new IllegalStateException("not the answer of the server");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int bodyBytes() {
    return body.length;
  }

  /** The body that our provider writes, caught before it leaves. */
  private static byte[] capture(URI server) {
    Buffer caught = new Buffer();
    OkHttpClient catching =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  RequestBody written = chain.request().body();
                  if (written != null) {
                    written.writeTo(caught);
                  }
                  return new Response.Builder()
                      .request(chain.request())
                      .protocol(Protocol.HTTP_1_1)
                      .code(202)
                      .message("Accepted")
                      .body(ResponseBody.create("", JSON))
                      .build();
                })
            .build();
    try (FailoverSender once =
        FailoverSender.builder()
            .provider(
                SendGrid.builder()
                    .apiKey(KEY)
                    .baseUrl(server)
                    .allowLocalNetwork()
                    .httpClient(catching)
                    .build())
            .build()) {
      once.send(message());
    }
    return caught.readByteArray();
  }

  @Override
  public void close() {
    sender.close();
    raw.dispatcher().executorService().shutdown();
    raw.connectionPool().evictAll();
  }
}
