package io.akemail.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A new key and a certificate that it signed itself, for a server at 127.0.0.1. */
final class Certificate {
  private static final String ALIAS = "redis";
  private static final String TYPE = "PKCS12";

  private final Path directory;
  private final String password = UUID.randomUUID().toString();

  /**
   * Makes both anew.
   *
   * @param directory where they are laid
   */
  Certificate(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    keytool();
    KeyStore made = KeyStore.getInstance(TYPE);
    try (InputStream in = Files.newInputStream(made())) {
      made.load(in, password.toCharArray());
    }
    byte[] key = made.getKey(ALIAS, password.toCharArray()).getEncoded();
    byte[] certificate = made.getCertificate(ALIAS).getEncoded();
    Files.writeString(key(), pem("PRIVATE KEY", key));
    Files.writeString(file(), pem("CERTIFICATE", certificate));
    KeyStore trust = KeyStore.getInstance(TYPE);
    trust.load(null, null);
    trust.setCertificateEntry(ALIAS, made.getCertificate(ALIAS));
    try (var out = Files.newOutputStream(trustStore())) {
      trust.store(out, password.toCharArray());
    }
  }

  private void keytool() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=redis.test",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            TYPE,
            "-keystore",
            made().toString(),
            "-storepass",
            password);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new UncheckedIOException(new IOException(said));
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private Path made() {
    return directory.resolve("made.p12");
  }

  /** The private key, as text. */
  Path key() {
    return directory.resolve("key.pem");
  }

  /** The certificate, as text. */
  Path file() {
    return directory.resolve("certificate.pem");
  }

  /** A store with the certificate as the one trusted. */
  Path trustStore() {
    return directory.resolve("trust.p12");
  }

  String password() {
    return password;
  }
}
