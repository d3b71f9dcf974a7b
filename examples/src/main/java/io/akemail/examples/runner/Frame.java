package io.akemail.examples.runner;

/**
 * The shape of a chart over time, wide for screens and narrow for phones.
 *
 * @param kind the style class that shows it on the right screens
 * @param width of the drawing
 * @param left where time begins
 * @param plot the height of the plot
 * @param letter the average width of a letter
 * @param total the time shown, in nanoseconds
 */
public record Frame(
    String kind, double width, double left, double plot, double letter, long total) {
  private static final double RIGHT = 12;

  static Frame wide(long total) {
    return new Frame("wide", 1080, 76, 220, 6.6, total);
  }

  static Frame narrow(long total) {
    return new Frame("narrow", 372, 34, 170, 6.6, total);
  }

  public boolean isWide() {
    return kind.equals("wide");
  }

  public double right() {
    return width - RIGHT;
  }

  /** The place of a moment. */
  public double x(long at) {
    return left + (right() - left) * Math.max(0, Math.min(1, (double) at / total));
  }

  /** The text if there is room for it, else its last word, else nothing. */
  public String fitting(String text, double room) {
    String word = text.substring(text.lastIndexOf(' ') + 1);
    return fits(text, room) ? text : fits(word, room) ? word : "";
  }

  private boolean fits(String text, double room) {
    return text.length() * letter + 4 <= room;
  }

  /** Draws the seconds below a plot. */
  public void seconds(Svg svg, double y) {
    long step = isWide() ? 5 : 10;
    for (long second = 0; second * 1_000_000_000L <= total; second += step) {
      double x = x(second * 1_000_000_000L);
      svg.line("tick", x, y, x, y + 4);
      svg.text("axis middle", x, y + 16, second + " s");
    }
  }
}
