/**
 * The neutral message: what an application wants to be mailed, independent of any provider.
 *
 * <p>For applications, which build an {@link io.akemail.message.EmailMessage}, and for providers,
 * which read it. All types are immutable and thread-safe, except {@link
 * io.akemail.message.EmailMessage.Builder}. No type shows an address, a subject or a body in {@code
 * toString} or in an exception.
 */
package io.akemail.message;
