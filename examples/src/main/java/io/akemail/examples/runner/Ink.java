package io.akemail.examples.runner;

import java.util.Locale;
import java.util.Map;

/**
 * What the terminal can show: colours or none, block characters or plain ASCII.
 *
 * @param colours whether colours and other control sequences are understood
 * @param unicode whether characters beyond ASCII are shown
 */
public record Ink(boolean colours, boolean unicode) {
  private static final String ESC = "\u001b[";

  /** What the environment of a process tells about its terminal. */
  public static Ink of(Map<String, String> environment, boolean terminal) {
    String locale = "";
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      locale = locale.isEmpty() ? environment.getOrDefault(name, "") : locale;
    }
    String lower = locale.toLowerCase(Locale.ROOT);
    boolean unicode = lower.contains("utf-8") || lower.contains("utf8");
    boolean colours = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Ink(colours, unicode);
  }

  private String in(String code, String text) {
    return colours ? ESC + code + "m" + text + ESC + "0m" : text;
  }

  public String bold(String text) {
    return in("1", text);
  }

  public String muted(String text) {
    return in("90", text);
  }

  public String good(String text) {
    return in("32", text);
  }

  public String bad(String text) {
    return in("1;31", text);
  }

  public String warning(String text) {
    return in("33", text);
  }

  /** The colour of a provider. */
  public String provider(String id, String text) {
    return in(id.equals(Recording.FIRST) ? "94" : "38;5;215", text);
  }

  public String tick(boolean kept) {
    return kept ? good(unicode ? "\u2714" : "ok") : bad(unicode ? "\u2718" : "BROKEN");
  }

  public String arrow() {
    return unicode ? "\u2192" : "->";
  }

  String pointer() {
    return unicode ? "\u25b6" : ">";
  }

  public String full() {
    return unicode ? "\u2588" : "#";
  }

  public String line() {
    return unicode ? "\u2501" : "=";
  }

  public String thin() {
    return unicode ? "\u2500" : "-";
  }

  /** A column of a small chart: from 0, nothing, to 1, full. */
  public String column(double share) {
    String steps = unicode ? " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588" : " .:-=+*%#";
    int top = steps.length() - 1;
    int step = share <= 0 ? 0 : Math.max(1, (int) Math.round(share * top));
    return String.valueOf(steps.charAt(Math.min(top, step)));
  }
}
