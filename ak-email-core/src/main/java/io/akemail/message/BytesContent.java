package io.akemail.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;

/** Content held in memory. */
final class BytesContent implements ContentSource {
  private final byte[] bytes;

  /** Copies the bytes. */
  BytesContent(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(bytes.length);
  }
}
