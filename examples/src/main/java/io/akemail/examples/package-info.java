/** Runnable recipes; nothing here is published. */
@NullMarked
package io.akemail.examples;

import org.jspecify.annotations.NullMarked;
