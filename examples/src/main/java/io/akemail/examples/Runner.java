package io.akemail.examples;

/** Shows the main job in a terminal. */
final class Runner {
  private Runner() {}

  public static void main(String[] args) {
    System.out.println("AK Email");
  }
}
