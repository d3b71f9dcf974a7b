package io.akemail.examples.fleet;

import io.akemail.examples.runner.Guarantee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Stub. */
record FleetPage(
    FleetRecording recording, List<Guarantee> guarantees, FleetOptions options, Instant began) {
  void writeTo(Path file) throws IOException {
    if (file == null) {
      throw new IOException();
    }
  }
}
