package io.akemail.micrometer;

/**
 * What an observation is told of a failure: its kind. The failure itself stays with the caller; its
 * text and trace go to no exporter of traces.
 */
final class SendFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SendFault(String kind) {
    super(kind, null, false, false);
  }
}
