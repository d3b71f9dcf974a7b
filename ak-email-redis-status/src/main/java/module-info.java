import org.jspecify.annotations.NullMarked;

/** The Redis status store of AK Email. */
@NullMarked
module io.akemail.redis {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  // Transitive for one signature: an application may hand in its own client.
  requires transitive lettuce.core;
  requires io.netty.common;
  requires org.slf4j;

  exports io.akemail.redis;
}
