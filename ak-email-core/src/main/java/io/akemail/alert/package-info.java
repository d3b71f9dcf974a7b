/**
 * Where alerts go beside the log: {@link io.akemail.alert.SlackAlerts} tells a channel in Slack.
 *
 * <p>For host apps, which may write others: any {@link io.akemail.SendListener} is told the alerts.
 * It stands above {@link io.akemail} and uses it and {@link io.akemail.spi.http}; nothing uses it.
 */
@NullMarked
package io.akemail.alert;

import org.jspecify.annotations.NullMarked;
