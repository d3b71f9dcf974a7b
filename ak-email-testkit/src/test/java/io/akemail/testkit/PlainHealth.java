package io.akemail.testkit;

import io.akemail.spi.HealthSource;
import io.akemail.spi.Hint;
import io.akemail.spi.Secret;
import io.akemail.spi.http.HttpTransport;
import io.akemail.spi.http.StatusPage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The plain provider's status page, read as it should be but for the flaw it is given. */
final class PlainHealth implements HealthSource, AutoCloseable {
  private final URI url;
  private final Secret secret;
  private final HttpTransport service;
  private final Set<Flaw> flaws;
  private final StatusPage page;

  PlainHealth(URI url, Secret secret, HttpTransport service, Set<Flaw> flaws) {
    this.url = url;
    this.secret = secret;
    this.service = service;
    this.flaws = flaws;
    this.page = StatusPage.builder(url, List.of("Plain")).allowLocalNetwork().build();
  }

  @Override
  public Hint read(Duration timeout) {
    if (flaws.contains(Flaw.ASKS_THE_SERVICE_FOR_ITS_HEALTH)) {
      service.isReachable("/health", timeout);
    }
    if (flaws.contains(Flaw.SHOWS_ITS_KEY_TO_THE_PAGE)) {
      try (HttpTransport way =
          HttpTransport.builder(url.resolve("/"))
              .allowLocalNetwork()
              .secretHeader("Authorization", "Bearer ", secret)
              .build()) {
        way.isReachable(url.getPath(), timeout);
        return Hint.UNKNOWN;
      }
    }
    Hint hint = page.read(timeout);
    return flaws.contains(Flaw.TAKES_SILENCE_FOR_HEALTH) && hint == Hint.UNKNOWN ? Hint.OK : hint;
  }

  @Override
  public void close() {
    page.close();
  }
}
