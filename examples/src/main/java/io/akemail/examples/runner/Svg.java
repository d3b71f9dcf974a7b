package io.akemail.examples.runner;

import java.util.Locale;

/** Writes a drawing as SVG. Not thread-safe. */
public final class Svg {
  private final StringBuilder text = new StringBuilder(16_384);

  /**
   * Begins a drawing that scales to its place.
   *
   * @param kind its style class
   * @param label what it shows, for those who cannot see it
   */
  public Svg(String kind, double width, double height, String label) {
    text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"")
        .append(kind)
        .append("\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\" role=\"img\" aria-label=\"")
        .append(escape(label))
        .append("\">");
  }

  /** A number with at most two digits behind the point. */
  public static String number(double value) {
    String digits = String.format(Locale.ROOT, "%.2f", value);
    return digits.endsWith(".00") ? digits.substring(0, digits.length() - 3) : digits;
  }

  /** Text that is safe in XML, in content and in attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A box; the title is shown when the mouse rests on it. */
  public Svg box(String kind, Box box, String title) {
    text.append("<rect class=\"").append(kind).append('"');
    attribute("x", box.x());
    attribute("y", box.y());
    attribute("width", Math.max(0, box.width()));
    attribute("height", box.height());
    text.append(" rx=\"3\">");
    title(title);
    text.append("</rect>");
    return this;
  }

  /** Where a box is and how large. */
  public record Box(double x, double y, double width, double height) {}

  private void title(String title) {
    if (!title.isEmpty()) {
      text.append("<title>").append(escape(title)).append("</title>");
    }
  }

  private void attribute(String name, double value) {
    text.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  public Svg line(String kind, double x1, double y1, double x2, double y2) {
    return path(kind, "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
  }

  public Svg path(String kind, String data) {
    text.append("<path class=\"").append(kind).append("\" d=\"").append(data).append("\"/>");
    return this;
  }

  /** A line of text; its style class says whether the place is its begin, middle or end. */
  public Svg text(String kind, double x, double y, String content) {
    if (content.isEmpty()) {
      return this;
    }
    text.append("<text class=\"").append(kind).append('"');
    attribute("x", x);
    attribute("y", y);
    text.append('>').append(escape(content)).append("</text>");
    return this;
  }

  /** Ends the drawing. */
  public String end() {
    return text.append("</svg>").toString();
  }
}
