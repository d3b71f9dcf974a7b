/**
 * Shares what is known of the providers through Redis.
 *
 * <p>For host apps: {@link io.akemail.redis.RedisStatusStore} is the entry, and the only public
 * class. It may use {@link io.akemail.status} and {@link io.akemail.spi}.
 */
@NullMarked
package io.akemail.redis;

import org.jspecify.annotations.NullMarked;
