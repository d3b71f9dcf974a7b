/**
 * What is known about each provider, in the words shown to people, and the memory in which it is
 * shared.
 *
 * <p>For host apps and for authors of status stores. It may use {@link io.akemail.spi} and {@link
 * io.akemail.message} and nothing above.
 */
@NullMarked
package io.akemail.status;

import org.jspecify.annotations.NullMarked;
