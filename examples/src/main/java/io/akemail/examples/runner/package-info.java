/**
 * The runner's parts: a script of troubles, the traffic, a journal of all that happens, the numbers
 * and guarantees worked out from it, and the two ways to show them (terminal, page).
 */
@NullMarked
package io.akemail.examples.runner;

import org.jspecify.annotations.NullMarked;
