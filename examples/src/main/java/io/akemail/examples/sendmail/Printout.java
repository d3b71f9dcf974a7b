package io.akemail.examples.sendmail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Prints a request and answers it here, so that nothing leaves this host.
 *
 * <p>The answer is one that leads to no second attempt and to no receipt.
 */
final class Printout implements Interceptor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int TOO_LARGE = 413;

  private final PrintWriter out;

  Printout(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody body = request.body();
    if (body != null) { // else it is the check whether the provider can be reached
      print(request, body);
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(body == null ? OK : TOO_LARGE)
        .message("Dry run")
        .body(ResponseBody.create("{}", MediaType.get("application/json")))
        .build();
  }

  private void print(Request request, RequestBody body) throws IOException {
    out.println(request.method() + " " + request.url());
    printHeaders(request.headers());
    out.println("Content-Type: " + body.contentType());
    out.println("Content-Length: " + body.contentLength());
    Buffer bytes = new Buffer();
    body.writeTo(bytes);
    out.println();
    out.println(pretty(bytes.readByteArray()));
  }

  private void printHeaders(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      String value = headers.value(i);
      out.println(name + ": " + (isSecret(name) ? hidden(value) : value));
    }
  }

  private static boolean isSecret(String name) {
    return name.equalsIgnoreCase("Authorization");
  }

  /** Keeps the scheme, which is no secret: {@code Bearer}. */
  private static String hidden(String value) {
    int space = value.indexOf(' ');
    return value.substring(0, space + 1) + "(hidden)";
  }

  private static String pretty(byte[] body) throws IOException {
    JsonNode tree = JSON.readTree(body);
    return tree.toPrettyString().replace("\r\n", "\n");
  }
}
