package io.akemail.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  private static int takeAll(TokenBucket bucket, long now) {
    int taken = 0;
    while (bucket.tryTake(now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void aNewBucketIsFull() {
    assertThat(takeAll(new TokenBucket(1, 3, 0), 0)).isEqualTo(3);
  }

  @Test
  void timeBringsPermitsUpToTheBurst() {
    TokenBucket bucket = new TokenBucket(1, 3, 0);
    takeAll(bucket, 0);

    assertThat(takeAll(bucket, 2 * SECOND)).isEqualTo(2);
    assertThat(takeAll(bucket, 1000 * SECOND)).isEqualTo(3);
  }

  @Test
  void addedPermitsCountUpToTheBurst() {
    TokenBucket bucket = new TokenBucket(1, 3, 0);
    takeAll(bucket, 0);

    bucket.add(1.5);
    assertThat(takeAll(bucket, 0)).isEqualTo(1);

    bucket.add(100);
    assertThat(takeAll(bucket, 0)).isEqualTo(3);
  }

  @Test
  void timesThatComeOutOfOrderBringNothingTwice() {
    TokenBucket bucket = new TokenBucket(1, 3, 0);
    takeAll(bucket, 0);

    assertThat(takeAll(bucket, 2 * SECOND)).isEqualTo(2);
    assertThat(takeAll(bucket, SECOND)).isZero();
    assertThat(takeAll(bucket, 2 * SECOND)).isZero();
  }

  @Test
  void overAMinuteNoMoreThanTheRateAndOneBurstAreTaken() {
    TokenBucket bucket = new TokenBucket(1, 3, 0);
    int taken = 0;
    for (long now = 0; now <= 60 * SECOND; now += SECOND / 100) {
      taken += bucket.tryTake(now) ? 1 : 0;
    }

    assertThat(taken).isBetween(62, 63);
  }
}
