/**
 * Adapters to the machine (time, randomness, threads) and small text helpers.
 *
 * <p>Not exported; for all packages of the core. It may use nothing of ours.
 */
@NullMarked
package io.akemail.internal;

import org.jspecify.annotations.NullMarked;
