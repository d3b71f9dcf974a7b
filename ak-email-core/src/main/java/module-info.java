import org.jspecify.annotations.NullMarked;

/** Sends e-mail through several providers and fails over between them. */
@NullMarked
module io.akemail {
  exports io.akemail.message;

  requires static transitive org.jspecify;
  // Transitive for one signature: a provider or an application may hand in its own OkHttpClient.
  requires transitive okhttp3;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
}
