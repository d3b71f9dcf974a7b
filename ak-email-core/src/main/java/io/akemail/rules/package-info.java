/**
 * The rules of failover as pure Java: no I/O, no clock, no thread, no randomness of its own.
 *
 * <p>Not exported. Driven by events with the time given, so that one code serves the sender, the
 * shared store and a simulation. It may use {@link io.akemail.status}, {@link io.akemail.spi} and
 * {@link io.akemail.message}.
 */
@NullMarked
package io.akemail.rules;

import org.jspecify.annotations.NullMarked;
