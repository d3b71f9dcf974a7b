/** The parts of {@code SendMail}: its options and its dry run. */
@NullMarked
package io.akemail.examples.sendmail;

import org.jspecify.annotations.NullMarked;
