/**
 * Keeps messages that wait to be sent in a database.
 *
 * <p>For host apps: {@link io.akemail.jdbc.JdbcOutbox} is the entry, and the only public class. It
 * may use {@link io.akemail.outbox}, {@link io.akemail.message} and {@link io.akemail.spi}.
 */
@NullMarked
package io.akemail.jdbc;

import org.jspecify.annotations.NullMarked;
