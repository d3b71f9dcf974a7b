package io.akemail.spi.http;

import io.akemail.spi.SendContext;
import java.util.List;
import okhttp3.MediaType;
import okio.Buffer;

/**
 * What is known of a body's text once it is written.
 *
 * @param attachments what is put into it when it is sent, in the order of the places
 */
record BodyText(MediaType type, List<SplicedAttachment> attachments) {

  /** Writes a body's text. */
  @FunctionalInterface
  interface Source {
    BodyText writeTo(Buffer text, SendContext context);
  }
}
