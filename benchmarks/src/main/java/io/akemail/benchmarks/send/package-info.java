/** What a send costs beside a bare HTTP client that posts the same bytes. */
@NullMarked
package io.akemail.benchmarks.send;

import org.jspecify.annotations.NullMarked;
