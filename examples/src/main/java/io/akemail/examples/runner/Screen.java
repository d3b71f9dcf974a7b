package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;

/** Shows the run while it goes on. Thread-safe. */
interface Screen {

  /** A phase began. */
  void entered(View view);

  /** A provider changed its state. */
  void changed(Change change);

  /** Some time went by. */
  void tick(View view);

  /** The run is over; what is printed next stands below. */
  void end(View view);
}
