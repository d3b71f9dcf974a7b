/** JMH benchmarks; nothing here is published. */
@NullMarked
package io.akemail.benchmarks;

import org.jspecify.annotations.NullMarked;
