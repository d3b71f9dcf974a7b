package io.akemail.testkit;

import io.akemail.testkit.Dialect.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests that were taken under an idempotency key, as SparkPost remembers them. Thread-safe. */
final class KeyMemory {
  private static final String KEY = "Idempotency-Key";

  private final Map<String, Taken> byKey = new ConcurrentHashMap<>();

  private record Taken(RecordedRequest request, CannedAnswer answer) {}

  void remember(RecordedRequest request, CannedAnswer answer) {
    request.header(KEY).ifPresent(key -> byKey.put(key, new Taken(request, answer)));
  }

  /** The verdict on a request whose key may be known: nothing is taken under one key twice. */
  Verdict judge(RecordedRequest request, Verdict anew) {
    Taken taken = request.header(KEY).map(byKey::get).orElse(null);
    if (taken == null) {
      return anew;
    }
    if (Arrays.equals(taken.request().body(), request.body())) {
      CannedAnswer again = taken.answer().header("X-Idempotent-Replayed", "true");
      return new Verdict(again, anew.mail(), false, anew.violations());
    }
    CannedAnswer conflict =
        CannedAnswer.json(
            409, "{\"errors\":[{\"message\":\"idempotency key reuse\",\"code\":\"1602\"}]}");
    String violation = KEY + ": the key of another request";
    return new Verdict(conflict, anew.mail(), false, List.of(violation));
  }
}
