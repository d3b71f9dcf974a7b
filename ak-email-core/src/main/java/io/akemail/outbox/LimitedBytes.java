package io.akemail.outbox;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Collects at most so many bytes, and their checksum. */
final class LimitedBytes extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final CRC32C checksum = new CRC32C();
  private final long most;

  LimitedBytes(long most) {
    this.most = most;
  }

  @Override
  public void write(int b) throws TooLargeException {
    requireRoom(1);
    bytes.write(b);
    checksum.update(b);
  }

  @Override
  public void write(byte[] source, int from, int length) throws TooLargeException {
    requireRoom(length);
    bytes.write(source, from, length);
    checksum.update(source, from, length);
  }

  private void requireRoom(int length) throws TooLargeException {
    if (bytes.size() + (long) length > most) {
      throw new TooLargeException(most);
    }
  }

  /** The checksum of what was written so far. */
  int checksum() {
    return (int) checksum.getValue();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
