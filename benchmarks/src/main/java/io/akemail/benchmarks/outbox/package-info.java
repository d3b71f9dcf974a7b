/** What an outbox in a database costs beside bare statements of the same bytes. */
@NullMarked
package io.akemail.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
