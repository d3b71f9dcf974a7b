package io.akemail.examples.runner;

import java.util.List;

/**
 * Something that is promised, and whether the run kept it.
 *
 * @param kept whether it did
 * @param promise what
 * @param evidence what was seen
 */
public record Guarantee(boolean kept, String promise, String evidence) {

  /** 0 if all were kept, else 1: the exit code of the runner. */
  public static int exitCode(List<Guarantee> all) {
    return all.stream().allMatch(Guarantee::kept) ? 0 : 1;
  }
}
