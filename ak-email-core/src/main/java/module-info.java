import org.jspecify.annotations.NullMarked;

/** Sends e-mail through several providers and fails over between them. */
@NullMarked
module io.akemail {
  exports io.akemail;
  exports io.akemail.alert;
  exports io.akemail.message;
  exports io.akemail.outbox;
  exports io.akemail.spi;
  exports io.akemail.spi.http;
  exports io.akemail.status;

  uses io.akemail.spi.EmailProviderFactory;

  requires static transitive org.jspecify;
  // Transitive for one signature: a provider or an application may hand in its own OkHttpClient.
  requires transitive okhttp3;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
}
