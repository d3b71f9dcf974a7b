package io.akemail.micrometer;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Meters of one name, told apart by one tag, made when first needed. Thread-safe. */
final class Family<K, M> {
  private final ConcurrentHashMap<K, M> members = new ConcurrentHashMap<>();
  private final Function<K, M> maker;

  Family(Function<K, M> maker) {
    this.maker = maker;
  }

  M of(K key) {
    M member = members.get(key); // takes no lock, and makes nothing
    return member == null ? members.computeIfAbsent(key, maker) : member;
  }
}
