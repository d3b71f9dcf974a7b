import org.jspecify.annotations.NullMarked;

/** Metrics and observations of AK Email for Micrometer. */
@NullMarked
module io.akemail.micrometer {
  requires transitive io.akemail;
  requires static transitive org.jspecify;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires micrometer.commons;
  requires org.slf4j;

  exports io.akemail.micrometer;
}
