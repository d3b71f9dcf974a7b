import org.jspecify.annotations.NullMarked;

/** The SendGrid provider of AK Email. */
@NullMarked
module io.akemail.sendgrid {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;
}
