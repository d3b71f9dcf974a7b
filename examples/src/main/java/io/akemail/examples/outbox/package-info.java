/**
 * The play of {@link io.akemail.examples.OutboxDemo}, and the console of {@link
 * io.akemail.examples.OutboxConsole}: for these two only.
 */
@NullMarked
package io.akemail.examples.outbox;

import org.jspecify.annotations.NullMarked;
