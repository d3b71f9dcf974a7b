/**
 * Adapters to what is not a pure function of its arguments (randomness, time) and helpers for text.
 *
 * <p>Not exported: only the packages of this module use it. It imports nothing of theirs.
 */
package io.akemail.internal;
