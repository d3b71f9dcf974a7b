import org.jspecify.annotations.NullMarked;

/** The SparkPost provider of AK Email. */
@NullMarked
module io.akemail.sparkpost {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;

  exports io.akemail.sparkpost;

  provides io.akemail.spi.EmailProviderFactory with
      io.akemail.sparkpost.SparkPost.Factory;
}
