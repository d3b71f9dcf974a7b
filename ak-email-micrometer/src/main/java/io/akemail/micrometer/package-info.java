/**
 * Metrics and observations for Micrometer.
 *
 * <p>For host apps: {@link io.akemail.micrometer.EmailMetrics} counts and measures, {@link
 * io.akemail.micrometer.EmailObservations} lets sends take part in traces. It may use {@link
 * io.akemail}, {@link io.akemail.status}, {@link io.akemail.outbox} and {@link io.akemail.spi}.
 */
@NullMarked
package io.akemail.micrometer;

import org.jspecify.annotations.NullMarked;
