/**
 * The fleet's parts: three host applications in processes of their own, the servers and the Redis
 * around them, a script of troubles, and what is worked out from what each of them believed when.
 */
@NullMarked
package io.akemail.examples.fleet;

import org.jspecify.annotations.NullMarked;
