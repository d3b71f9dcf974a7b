package io.akemail.examples.runner;

import io.akemail.FailoverSender;
import io.akemail.FailoverSettings;
import io.akemail.SendListener;
import io.akemail.sendgrid.SendGrid;
import io.akemail.sparkpost.SparkPost;
import io.akemail.testkit.ProviderServer;
import java.util.ArrayList;
import java.util.List;

/**
 * The two servers and the sender that uses them.
 *
 * @param first the stand-in for SendGrid
 * @param second the stand-in for SparkPost
 * @param sender a sender that prefers the first
 */
record Cast(ProviderServer first, ProviderServer second, FailoverSender sender)
    implements AutoCloseable {
  private static final String FIRST_KEY = "SG.runner";
  private static final String SECOND_KEY = "runner";

  static Cast start(FailoverSettings settings, SendListener listener) {
    ProviderServer first = ProviderServer.sendGrid(FIRST_KEY);
    ProviderServer second = ProviderServer.sparkPost(SECOND_KEY);
    FailoverSender sender =
        FailoverSender.builder()
            .provider(
                SendGrid.builder()
                    .apiKey(FIRST_KEY)
                    .baseUrl(first.baseUrl())
                    .allowLocalNetwork()
                    .build())
            .provider(
                SparkPost.builder()
                    .apiKey(SECOND_KEY)
                    .baseUrl(second.baseUrl())
                    .allowLocalNetwork()
                    .build())
            .settings(settings)
            .listener(listener)
            .build();
    return new Cast(first, second, sender);
  }

  /** In what the requests broke the dialects, until now. */
  List<String> violations() {
    List<String> all = new ArrayList<>(first.violations());
    all.addAll(second.violations());
    return all;
  }

  @Override
  public void close() {
    sender.close();
    first.close();
    second.close();
  }
}
