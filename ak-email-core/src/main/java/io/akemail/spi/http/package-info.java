/**
 * Support for providers that speak HTTP: one call without hidden re-sends, its faults classified,
 * its answer bounded.
 *
 * <p>For authors of provider modules. It may use {@link io.akemail.spi} and {@link
 * io.akemail.message} and nothing above.
 */
@NullMarked
package io.akemail.spi.http;

import org.jspecify.annotations.NullMarked;
