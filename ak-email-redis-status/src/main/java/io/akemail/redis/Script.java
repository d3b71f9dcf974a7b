package io.akemail.redis;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What the server runs for us, each in one step. The texts stand beside this class. */
enum Script {
  READ(ScriptOutputType.MULTI),
  PUT_LIMIT(ScriptOutputType.INTEGER),
  PUT_MEMBER(ScriptOutputType.INTEGER),
  PUT_OPERATOR(ScriptOutputType.INTEGER),
  PUT_HINT(ScriptOutputType.INTEGER),
  REMOVE(ScriptOutputType.INTEGER),
  WRITE(ScriptOutputType.INTEGER),
  JOIN(ScriptOutputType.INTEGER),
  LEASE(ScriptOutputType.INTEGER),
  RELEASE(ScriptOutputType.INTEGER);

  private final ScriptOutputType type;
  private final String body;
  private final String digest;

  Script(ScriptOutputType type) {
    this.type = type;
    this.body = load("common") + load(name().toLowerCase(Locale.ROOT));
    this.digest = digest(body);
  }

  ScriptOutputType type() {
    return type;
  }

  String body() {
    return body;
  }

  /** The name under which a server knows a text that it has seen. */
  String digest() {
    return digest;
  }

  private static String load(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
