import org.jspecify.annotations.NullMarked;

/** Sends e-mail through several providers and fails over between them. */
@NullMarked
module io.akemail {
  exports io.akemail.message;

  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires okhttp3;
  requires org.slf4j;
}
