/**
 * The entry for host apps: {@link io.akemail.FailoverSender} sends a message through whichever
 * provider works and tells what became of it.
 *
 * <p>For everybody. It is the top of the ladder: it may use all other packages, and none of them
 * uses it.
 */
@NullMarked
package io.akemail;

import org.jspecify.annotations.NullMarked;
