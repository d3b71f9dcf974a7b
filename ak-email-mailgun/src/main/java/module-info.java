import org.jspecify.annotations.NullMarked;

/** The Mailgun provider of AK Email. */
@NullMarked
module io.akemail.mailgun {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;

  exports io.akemail.mailgun;

  provides io.akemail.spi.EmailProviderFactory with
      io.akemail.mailgun.Mailgun.Factory;
}
