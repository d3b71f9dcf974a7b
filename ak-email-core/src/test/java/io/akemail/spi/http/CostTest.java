package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** What our part of a call costs on top of the bare client's. */
class CostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 4000;
  private static final int MEASURED = 2000;

  /** A mail of 3 KB in the shape of a provider's request. */
  private static void mail(JsonWriter json) {
    json.beginObject()
        .name("personalizations")
        .beginArray()
        .beginObject()
        .name("to")
        .beginArray()
        .beginObject()
        .field("email", "ada@example.org")
        .field("name", "Ada Lovelace")
        .endObject()
        .endArray()
        .endObject()
        .endArray()
        .name("from")
        .beginObject()
        .field("email", "orders@shop.example")
        .field("name", "Shop")
        .endObject()
        .field("subject", "Your order 4711")
        .name("content")
        .beginArray()
        .beginObject()
        .field("type", "text/plain")
        .field("value", TEXT)
        .endObject()
        .beginObject()
        .field("type", "text/html")
        .field("value", HTML)
        .endObject()
        .endArray()
        .name("custom_args")
        .beginObject()
        .field("order", "4711")
        .endObject()
        .endObject();
  }

  private static final String TEXT = "Thank you for your order. ".repeat(35);
  private static final String HTML = "<p>Thank you for your order.</p>\n".repeat(50);

  @Test
  void aSendAllocatesHardlyMoreThanTheBareClient() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport = Posts.transport(server.uri())) {
      Runnable ours = () -> ours(transport);
      Runnable bare = bare(server.uri());
      allocated(ours, WARM_UP);
      allocated(bare, WARM_UP);

      long bareBytes = allocated(bare, MEASURED);
      long ourBytes = allocated(ours, MEASURED);

      assertThat((double) ourBytes / bareBytes)
          .as("%d bytes a send, %d the bare client", ourBytes, bareBytes)
          .isLessThan(1.2);
    }
  }

  private static void ours(HttpTransport transport) {
    Outcome outcome =
        transport.post(HttpPost.json("/send", CostTest::mail), new TestContext(), ACCEPT);
    check(outcome.kind() == Outcome.Kind.ACCEPTED);
  }

  private static Runnable bare(URI uri) {
    OkHttpClient client = new OkHttpClient();
    Buffer text = new Buffer();
    JsonWriter json = new JsonWriter(text);
    mail(json);
    json.finish();
    byte[] ready = text.readByteArray();
    MediaType type = MediaType.get("application/json");
    HttpUrl url = HttpUrl.get(uri + "/send");
    Headers headers = Headers.of("Accept", "application/json", "User-Agent", "ak-email");
    return () -> {
      RequestBody body = RequestBody.create(ready, type);
      Request request = new Request.Builder().url(url).headers(headers).post(body).build();
      try (Response response = client.newCall(request).execute()) {
        check(response.code() == 202);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    };
  }

  private static void check(boolean accepted) {
    if (!accepted) {
      throw new AssertionError("not accepted");
    }
  }

  private static long allocated(Runnable call, int times) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < times; i++) {
      call.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / times;
  }
}
