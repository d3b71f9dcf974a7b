package io.akemail.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * Where the bytes of an attachment come from.
 *
 * <p>Implementations are thread-safe. Each attempt to send, at whichever provider, opens the source
 * again and must get the same bytes.
 */
@FunctionalInterface
public interface ContentSource {
  /**
   * Starts from the first byte. The caller closes the stream.
   *
   * @return a new stream, never null
   * @throws IOException when the bytes cannot be had; the attempt fails
   */
  InputStream open() throws IOException;

  /**
   * Declares the number of bytes, so that they need not be counted.
   *
   * @return the exact number of bytes, or empty, the default, when it is not known beforehand
   */
  default OptionalLong size() {
    return OptionalLong.empty();
  }
}
