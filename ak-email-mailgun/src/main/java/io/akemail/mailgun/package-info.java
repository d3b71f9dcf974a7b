/**
 * Sends through Mailgun's Messages API.
 *
 * <p>For host apps: {@link io.akemail.mailgun.Mailgun} is the entry, and the only public class. It
 * may use {@link io.akemail.spi}, {@link io.akemail.spi.http} and {@link io.akemail.message}.
 */
@NullMarked
package io.akemail.mailgun;

import org.jspecify.annotations.NullMarked;
