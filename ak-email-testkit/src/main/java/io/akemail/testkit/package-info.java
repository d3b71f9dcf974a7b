/**
 * Servers, a context and a contract for tests: of provider modules, of this library and of
 * applications that send with it.
 *
 * <p>{@link io.akemail.testkit.ProviderServer} speaks a real provider's dialect on loopback, {@link
 * io.akemail.testkit.FaultServer} breaks an exchange at any point, and {@link
 * io.akemail.testkit.EmailProviderContract} is what every provider must pass, {@link
 * io.akemail.testkit.StatusStoreContract} what every status store must. For tests only: it may use
 * {@link io.akemail.spi}, {@link io.akemail.message} and {@link io.akemail.status}, and no
 * production code may use it.
 */
@NullMarked
package io.akemail.testkit;

import org.jspecify.annotations.NullMarked;
