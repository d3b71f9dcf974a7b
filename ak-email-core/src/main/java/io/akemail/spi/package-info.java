/**
 * What a provider module implements and what it is given.
 *
 * <p>For authors of provider modules and for host apps that bring their own provider. It may use
 * {@link io.akemail.message} and nothing above itself; everything above may use it. The translation
 * from a provider's wire answers to an {@link io.akemail.spi.Outcome} is the heart of a provider
 * and happens in one place per provider.
 */
@NullMarked
package io.akemail.spi;

import org.jspecify.annotations.NullMarked;
