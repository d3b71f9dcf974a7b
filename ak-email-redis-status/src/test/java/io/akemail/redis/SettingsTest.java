package io.akemail.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration SPAN = Duration.ofMillis(250);

  private static Settings settings(String uri) {
    return Settings.of(uri, "shop", false, SPAN, SPAN, List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://localhost",
        "redis://localhost:6379/3",
        "rediss://localhost:6380",
        "redis://user:canary@localhost:6379",
        "redis://:canary@localhost:6379",
        "redis-sentinel://canary@one:26379,two:26379/0#master"
      })
  void everyKindOfServerCanBeNamed(String uri) {
    assertThat(settings(uri).toString()).contains("shop").doesNotContain("canary", "user");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://localhost",
        "redis://",
        "redis://user:canary@",
        "redis://us er:canary@host",
        "redis-sentinel://canary@one:26379",
        "rediss://canary@localhost?verifyPeer=NONE",
        "rediss://canary@localhost?verifyPeer=CA"
      })
  void anythingElseIsRefusedWithoutShowingIt(String uri) {
    assertThatThrownBy(() -> settings(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uri: ")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                RedisStatusStore.builder("redis-sentinel://canary@one/2#master")
                    .cluster()
                    .namespace("a{b}")
                    .commandTimeout(Duration.ofMillis(9))
                    .connectTimeout(Duration.ofSeconds(11))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "cluster: ", "uri: ", "namespace: ", "commandTimeout: ", "connectTimeout: ")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aBuilderShowsNoSecret() {
    assertThat(RedisStatusStore.builder("redis://user:canary@localhost").toString())
        .contains("default")
        .doesNotContain("canary", "user");
  }
}
