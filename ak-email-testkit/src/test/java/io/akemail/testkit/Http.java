package io.akemail.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain HTTP for the tests of the servers, with the JDK's client. */
final class Http {
  static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  static HttpRequest.Builder to(URI base, String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10));
  }

  static HttpResponse<String> post(URI base, String path, String authorization, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        to(base, path)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  static HttpResponse<String> get(URI base, String path, String authorization)
      throws IOException, InterruptedException {
    HttpRequest request =
        to(base, path)
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
