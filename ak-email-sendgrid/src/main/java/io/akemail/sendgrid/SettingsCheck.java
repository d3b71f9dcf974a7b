package io.akemail.sendgrid;

import io.akemail.spi.ProviderConfig;
import io.akemail.spi.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with settings, so that all of it is told at once. Shows no value. */
final class SettingsCheck {
  private final UnaryOperator<String> shownName;
  private final List<String> problems = new ArrayList<>();

  private SettingsCheck(UnaryOperator<String> shownName) {
    this.shownName = shownName;
  }

  /** Settings made by code are called as in the builder. */
  static SettingsCheck ofBuilder() {
    return new SettingsCheck(UnaryOperator.identity());
  }

  /** Settings that were found are called by their full name. */
  static SettingsCheck of(ProviderConfig config) {
    return new SettingsCheck(name -> config.name(upperSnake(name)));
  }

  private static String upperSnake(String name) {
    StringBuilder text = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      text.append(Character.isUpperCase(name.charAt(i)) ? "_" : "").append(name.charAt(i));
    }
    return text.toString().toUpperCase(Locale.ROOT);
  }

  void problem(String setting, String reason) {
    problems.add(shownName.apply(setting) + ": " + reason);
  }

  /**
   * What is made of a setting; null, and a problem, if it cannot be made. The fault is told as
   * {@code name: reason}, under a name that is not the setting's.
   */
  <T> @Nullable T made(String setting, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      String fault = String.valueOf(e.getMessage());
      problem(setting, fault.substring(fault.indexOf(": ") < 0 ? 0 : fault.indexOf(": ") + 2));
      return null;
    }
  }

  @Nullable Secret secret(String setting, @Nullable String value) {
    if (value == null) {
      problem(setting, "is not set");
      return null;
    }
    return made(setting, () -> Secret.of(setting, value));
  }

  /** A setting that is put into a header field; null if it is not there or cannot be put. */
  @Nullable String headerValue(String setting, @Nullable String value) {
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

  @Nullable URI uri(String setting, String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      problem(setting, "is not a URI");
      return null;
    }
  }

  /** Runs the action if a switch is there and on. */
  void ifOn(ProviderConfig config, String setting, Runnable action) {
    String value = config.get(upperSnake(setting)).orElse("false").toLowerCase(Locale.ROOT);
    if (value.equals("true")) {
      action.run();
    } else if (!value.equals("false")) {
      problem(setting, "must be true or false");
    }
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  IllegalArgumentException failure(String service) {
    return new IllegalArgumentException(service + ": " + String.join("; ", problems));
  }
}
