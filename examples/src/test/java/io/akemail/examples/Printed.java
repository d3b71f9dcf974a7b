package io.akemail.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a main method prints. */
final class Printed {
  private Printed() {}

  interface Main {
    void run(String[] args) throws Exception;
  }

  /** The lines that it prints to standard output. */
  static String by(Main main) throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    System.setOut(new PrintStream(kept, true, StandardCharsets.UTF_8));
    try {
      main.run(new String[0]);
    } finally {
      System.setOut(usual);
    }
    return kept.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}
