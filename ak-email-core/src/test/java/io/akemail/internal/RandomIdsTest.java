package io.akemail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RandomIdsTest {
  @Test
  void anIdIsThirtyTwoHexadecimalDigits() {
    for (int i = 0; i < 1000; i++) {
      assertThat(RandomIds.at("shop.example")).matches("[0-9a-f]{32}@shop[.]example");
    }
  }

  @Test
  void theFirstHalfIsTheSameInOneProcessAndTheSecondDiffers() {
    String one = RandomIds.at("shop.example");
    String other = RandomIds.at("shop.example");
    assertThat(one.substring(0, 16)).isEqualTo(other.substring(0, 16));
    assertThat(one.substring(16)).isNotEqualTo(other.substring(16));
  }

  @Test
  void aMillionIdsOfManyThreadsDoNotRepeat() throws Exception {
    int threads = 8;
    int each = 130_000;
    Set<String> ids = ConcurrentHashMap.newKeySet(2 * threads * each);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        tasks.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    ids.add(RandomIds.at("shop.example"));
                  }
                }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(ids.size()).isEqualTo(threads * each);
  }
}
