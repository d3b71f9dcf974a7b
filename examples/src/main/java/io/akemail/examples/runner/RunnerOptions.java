package io.akemail.examples.runner;

import java.nio.file.Path;

/**
 * What the person asked for.
 *
 * @param seconds how long the run takes, about
 * @param perSecond mails a second
 * @param report where the page goes
 * @param plain whether to print lines in a terminal too
 */
public record RunnerOptions(double seconds, int perSecond, Path report, boolean plain) {}
