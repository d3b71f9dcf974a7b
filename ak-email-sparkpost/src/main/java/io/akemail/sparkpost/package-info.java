/**
 * Sends through SparkPost's Transmissions API.
 *
 * <p>For host apps: {@link io.akemail.sparkpost.SparkPost} is the entry, and the only public class.
 * It may use {@link io.akemail.spi}, {@link io.akemail.spi.http} and {@link io.akemail.message}.
 */
@NullMarked
package io.akemail.sparkpost;

import org.jspecify.annotations.NullMarked;
