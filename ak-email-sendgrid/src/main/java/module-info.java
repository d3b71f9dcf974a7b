import org.jspecify.annotations.NullMarked;

/** The SendGrid provider of AK Email. */
@NullMarked
module io.akemail.sendgrid {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;

  exports io.akemail.sendgrid;

  provides io.akemail.spi.EmailProviderFactory with
      io.akemail.sendgrid.SendGrid.Factory;
}
