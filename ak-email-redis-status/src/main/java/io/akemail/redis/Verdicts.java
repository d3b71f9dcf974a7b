package io.akemail.redis;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts and removes what is said of providers. Thread-safe. */
final class Verdicts {
  private final Keys keys;
  private final Calls calls;

  Verdicts(Keys keys, Calls calls) {
    this.keys = keys;
    this.calls = calls;
  }

  void put(SharedVerdict verdict) {
    Duration left = verdict.remaining();
    if (left != null && (left.isNegative() || left.isZero())) {
      remove(verdict);
      return;
    }
    String key = Words.plain(verdict.key(), "key");
    String span = Words.span(left);
    switch (verdict.kind().topic()) {
      case LIMIT, CREDENTIAL -> {
        String index = keys.fingerprints(verdict.provider());
        String[] both = {key(verdict), index};
        calls.number(Script.PUT_LIMIT, both, nudging(verdict, span, key));
      }
      case OPERATOR -> {
        String word = verdict.kind().name();
        calls.number(Script.PUT_OPERATOR, keys(verdict), nudging(verdict, span, word, key));
      }
      case HINT -> {
        String hint = verdict.kind().name().substring("HINT_".length());
        calls.number(Script.PUT_HINT, keys(verdict), nudging(verdict, span, hint));
      }
      case VOTE -> {
        List<String> values = new ArrayList<>(List.of(span, Words.vote(key, verdict.kind())));
        for (String other : Words.votes(key)) {
          if (!values.contains(other)) {
            values.add(other);
          }
        }
        calls.number(Script.PUT_MEMBER, keys(verdict), values.toArray(String[]::new));
      }
      case PROBE -> calls.number(Script.PUT_MEMBER, keys(verdict), span, key);
    }
  }

  void remove(SharedVerdict verdict) {
    String key = Words.plain(verdict.key(), "key");
    String provider = verdict.provider().value();
    switch (verdict.kind().topic()) {
      case VOTE -> {
        List<String> values = new ArrayList<>(List.of("", provider));
        values.addAll(List.of(Words.votes(key)));
        calls.number(Script.REMOVE, keys(verdict), values.toArray(String[]::new));
      }
      case PROBE -> calls.number(Script.REMOVE, keys(verdict), "", provider, key);
      case LIMIT, CREDENTIAL, OPERATOR, HINT ->
          calls.number(Script.REMOVE, keys(verdict), keys.channel(), provider);
    }
  }

  private String[] nudging(SharedVerdict verdict, String... values) {
    List<String> all = new ArrayList<>(List.of(values));
    all.add(keys.channel());
    all.add(verdict.provider().value());
    return all.toArray(String[]::new);
  }

  private String[] keys(SharedVerdict verdict) {
    return new String[] {key(verdict)};
  }

  private String key(SharedVerdict verdict) {
    ProviderId provider = verdict.provider();
    return switch (verdict.kind().topic()) {
      case LIMIT -> keys.limit(provider, verdict.key());
      case CREDENTIAL -> keys.credential(provider, verdict.key());
      case OPERATOR -> keys.operator(provider);
      case VOTE -> keys.votes(provider);
      case PROBE -> keys.failedProbes(provider);
      case HINT -> keys.hint(provider);
    };
  }
}
