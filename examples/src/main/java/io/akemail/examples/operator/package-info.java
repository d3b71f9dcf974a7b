/**
 * The operator console's parts: what a store holds of a provider as text and as JSON, and times.
 */
@NullMarked
package io.akemail.examples.operator;

import org.jspecify.annotations.NullMarked;
