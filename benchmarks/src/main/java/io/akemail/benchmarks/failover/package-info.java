/** What an outage costs: two local providers, a steady stream of mails, and one of them failing. */
@NullMarked
package io.akemail.benchmarks.failover;

import org.jspecify.annotations.NullMarked;
