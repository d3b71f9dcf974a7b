/**
 * The outbox: messages that wait, durably, for a provider that takes them.
 *
 * <p>For host apps, which list, retry and purge, and for authors of outboxes. It may use {@link
 * io.akemail.spi} and {@link io.akemail.message} and nothing above.
 */
@NullMarked
package io.akemail.outbox;

import org.jspecify.annotations.NullMarked;
