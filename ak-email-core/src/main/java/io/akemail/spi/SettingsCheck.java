package io.akemail.spi;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a provider's settings, so that {@code build()} tells all of it at
 * once.
 *
 * <p>For provider modules: one check per building. No value of a setting is ever shown. Setting
 * names are those of the builder, such as {@code apiKey}; where the settings were found by {@link
 * ProviderConfig}, they are told under their full name, such as {@code SENDGRID_API_KEY}. Not
 * thread-safe.
 */
public final class SettingsCheck {
  private final UnaryOperator<String> shownName;
  private final List<String> problems = new ArrayList<>();

  private SettingsCheck(UnaryOperator<String> shownName) {
    this.shownName = shownName;
  }

  /** Settings made by code are called as in the builder. */
  public static SettingsCheck ofBuilder() {
    return new SettingsCheck(UnaryOperator.identity());
  }

  /** Settings that were found are called by their full name. */
  public static SettingsCheck of(ProviderConfig config) {
    return new SettingsCheck(name -> config.name(upperSnake(name)));
  }

  private static String upperSnake(String name) {
    StringBuilder text = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      text.append(Character.isUpperCase(name.charAt(i)) ? "_" : "").append(name.charAt(i));
    }
    return text.toString().toUpperCase(Locale.ROOT);
  }

  /** Adds a problem of a setting; the reason shows no value. */
  public void problem(String setting, String reason) {
    problems.add(shownName.apply(setting) + ": " + reason);
  }

  /**
   * What is made of a setting; null, and a problem, if it cannot be made. The fault is told as
   * {@code name: reason}, under a name that is not the setting's.
   */
  public <T> @Nullable T made(String setting, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      String fault = String.valueOf(e.getMessage());
      problem(setting, fault.substring(fault.indexOf(": ") < 0 ? 0 : fault.indexOf(": ") + 2));
      return null;
    }
  }

  /** A credential that must be there; null, and a problem, if it is missing or not printable. */
  public @Nullable Secret secret(String setting, @Nullable String value) {
    if (value == null) {
      problem(setting, "is not set");
      return null;
    }
    return made(setting, () -> Secret.of(setting, value));
  }

  /** A setting that is put into a header field; null if it is not there or cannot be put. */
  public @Nullable String headerValue(String setting, @Nullable String value) {
    if (value == null) {
      return null;
    }
    boolean visible = !value.isEmpty() && value.length() <= 255;
    for (int i = 0; visible && i < value.length(); i++) {
      visible = value.charAt(i) > ' ' && value.charAt(i) < 0x7f;
    }
    if (!visible) {
      problem(setting, "must be 1 to 255 characters of visible ASCII");
      return null;
    }
    return value;
  }

  /** A URI; null, and a problem, if it is none. */
  public @Nullable URI uri(String setting, String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      problem(setting, "is not a URI");
      return null;
    }
  }

  /** Runs the action if a switch is there and on. */
  public void ifOn(ProviderConfig config, String setting, Runnable action) {
    String value = config.get(upperSnake(setting)).orElse("false").toLowerCase(Locale.ROOT);
    if (value.equals("true")) {
      action.run();
    } else if (!value.equals("false")) {
      problem(setting, "must be true or false");
    }
  }

  /** Whether anything is wrong so far. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /**
   * What {@code build()} throws if anything is wrong.
   *
   * @param service the service's name, to begin the text with
   */
  public IllegalArgumentException failure(String service) {
    return new IllegalArgumentException(service + ": " + String.join("; ", problems));
  }
}
