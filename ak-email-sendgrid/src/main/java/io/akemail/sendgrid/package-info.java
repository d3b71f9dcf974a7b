/**
 * Sends through SendGrid's v3 Mail Send API.
 *
 * <p>For host apps: {@link io.akemail.sendgrid.SendGrid} is the entry, and the only public class.
 * It may use {@link io.akemail.spi}, {@link io.akemail.spi.http} and {@link io.akemail.message}.
 */
@NullMarked
package io.akemail.sendgrid;

import org.jspecify.annotations.NullMarked;
