package io.akemail.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The end of a document: its last member, with the checksum (CRC-32C) of all bytes before it, and
 * the closing brace.
 */
final class Seal {
  static final String MEMBER = "crc32c";

  private static final String BEGIN = ",\"" + MEMBER + "\":\"";
  private static final String END = "\"}";
  private static final int LENGTH = BEGIN.length() + 8 + END.length();

  private Seal() {}

  static byte[] of(int checksum) {
    String text = BEGIN + HexFormat.of().toHexDigits(checksum) + END;
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the document is whole and unchanged. */
  static boolean isUnbroken(byte[] document) {
    int end = document.length - LENGTH;
    if (end < 0) {
      return false;
    }
    CRC32C checksum = new CRC32C();
    checksum.update(document, 0, end);
    byte[] seal = of((int) checksum.getValue());
    return Arrays.equals(document, end, document.length, seal, 0, LENGTH);
  }
}
