package io.akemail.redis;

import io.akemail.spi.ProviderId;
import io.akemail.status.Lease;

/**
 * How everything is called in Redis. The braces make all keys of a provider lie in one slot of a
 * cluster.
 */
record Keys(String namespace) {
  private String of(ProviderId provider, String what) {
    return "ake1:{" + namespace + ":" + provider + "}:" + what;
  }

  String health(ProviderId provider) {
    return of(provider, "st");
  }

  String votes(ProviderId provider) {
    return of(provider, "vo");
  }

  String failedProbes(ProviderId provider) {
    return of(provider, "pf");
  }

  String hint(ProviderId provider) {
    return of(provider, "hi");
  }

  String operator(ProviderId provider) {
    return of(provider, "op");
  }

  /** The fingerprints of which there is a limit or a credential verdict. */
  String fingerprints(ProviderId provider) {
    return of(provider, "fp");
  }

  String limit(ProviderId provider, String fingerprint) {
    return of(provider, "li:" + fingerprint);
  }

  String credential(ProviderId provider, String fingerprint) {
    return of(provider, "mc:" + fingerprint);
  }

  String lease(Lease lease) {
    String what =
        switch (lease.purpose()) {
          case PROBE -> "pr";
          case CHECK -> "ck";
          case POLL -> "hl";
        };
    return of(lease.provider(), what);
  }

  String members() {
    return "ake1:{" + namespace + "}:mem";
  }

  String channel() {
    return "ake1:" + namespace + ":nudge";
  }
}
