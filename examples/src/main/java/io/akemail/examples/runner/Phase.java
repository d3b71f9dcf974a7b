package io.akemail.examples.runner;

import java.time.Duration;

/**
 * One part of the script.
 *
 * @param trouble what is wrong
 * @param label two words for a chart
 * @param title a few words for the screen
 * @param what a sentence for people
 * @param length how long it lasts
 */
record Phase(Trouble trouble, String label, String title, String what, Duration length) {}
