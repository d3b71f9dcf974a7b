package io.akemail.examples;

import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.testkit.ProviderServer;
import java.util.Map;

/** Local stand-ins for SendGrid and SparkPost, so that the recipes run without any account. */
final class Local implements AutoCloseable {
  private static final String SENDGRID_KEY = "SG.recipe";
  private static final String SPARKPOST_KEY = "recipe";

  private final ProviderServer sendGrid = ProviderServer.sendGrid(SENDGRID_KEY);
  private final ProviderServer sparkPost = ProviderServer.sparkPost(SPARKPOST_KEY);

  /** What the environment of a real application holds: only the keys would be there. */
  Map<String, String> settings() {
    return Map.of(
        "SENDGRID_API_KEY",
        SENDGRID_KEY,
        "SENDGRID_BASE_URL",
        sendGrid.baseUrl().toString(),
        "SENDGRID_ALLOW_LOCAL_NETWORK",
        "true",
        "SPARKPOST_API_KEY",
        SPARKPOST_KEY,
        "SPARKPOST_BASE_URL",
        sparkPost.baseUrl().toString(),
        "SPARKPOST_ALLOW_LOCAL_NETWORK",
        "true");
  }

  /** As {@code SendGrid.builder().apiKey(key)} of a real application. */
  SendGrid.Builder sendGrid() {
    return SendGrid.builder().apiKey(SENDGRID_KEY).baseUrl(sendGrid.baseUrl()).allowLocalNetwork();
  }

  /** As {@code SparkPost.builder().apiKey(key)} of a real application. */
  SparkPost.Builder sparkPost() {
    return SparkPost.builder()
        .apiKey(SPARKPOST_KEY)
        .baseUrl(sparkPost.baseUrl())
        .allowLocalNetwork();
  }

  /** The stand-in for SendGrid, to make it ill. */
  ProviderServer sendGridServer() {
    return sendGrid;
  }

  /** The stand-in for SparkPost, to make it ill. */
  ProviderServer sparkPostServer() {
    return sparkPost;
  }

  @Override
  public void close() {
    sendGrid.close();
    sparkPost.close();
  }
}
