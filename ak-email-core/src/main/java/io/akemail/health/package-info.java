/**
 * Asks the providers' health sources from time to time.
 *
 * <p>Not exported. For the root package, which decides what a hint changes. It may use {@link
 * io.akemail.status}, {@link io.akemail.spi} and {@link io.akemail.internal}.
 */
@NullMarked
package io.akemail.health;

import org.jspecify.annotations.NullMarked;
