package io.akemail.outbox;

import io.akemail.message.ContentSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;

/** The content of an attachment that was read from a document; not copied, nobody else has it. */
final class StoredContent implements ContentSource {
  private final byte[] bytes;

  StoredContent(byte[] bytes) {
    this.bytes = bytes;
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
