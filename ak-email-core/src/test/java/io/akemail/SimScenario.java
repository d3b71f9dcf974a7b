package io.akemail;

/** What may go wrong in a simulated world. The fewer, the more can be promised. */
enum SimScenario {
  /** Everything. */
  MIXED,

  /** Everything, and many messages at once. */
  BUSY,

  /** The providers and their network are well; store, clocks and status pages are not. */
  CALM,

  /** As calm, and the network of at most half of the instances, or the instances, break down. */
  FEW_SICK;

  /** Whether a provider, or an operator, may take something out of use. */
  boolean hasOutages() {
    return this == MIXED || this == BUSY;
  }

  /** How many instances, of so many, may suffer: the first ones. */
  int mortals(int instances) {
    return switch (this) {
      case MIXED, BUSY -> Integer.MAX_VALUE;
      case CALM -> 0;
      case FEW_SICK -> instances / 2;
    };
  }
}
