package io.akemail.message;

import java.util.Random;

/** Puts controls, halves of surrogate pairs, nothing and too much into each text. */
final class BadTexts {
  private final BadInputs inputs;
  private final Random random = new Random(20_260_101);

  BadTexts(BadInputs inputs) {
    this.inputs = inputs;
  }

  void addAll() {
    Place.lines().forEach(this::badLine);
    Place.bodies().forEach(this::badBody);
  }

  private void badLine(Place place) {
    String valid = "zq7value";
    for (int at = 0; at <= valid.length(); at++) {
      for (char c : new char[] {'\r', '\n', '\0'}) {
        inputs.inject(place, valid, at, String.valueOf(c));
      }
      inputs.inject(place, valid, at, "\r\nBcc: zq7@example.org\r\n");
    }
    for (char c = 1; c <= 0x7f; c++) {
      if ((c < ' ' && c != '\r' && c != '\n') || c == 0x7f) {
        inputs.inject(place, valid, random.nextInt(valid.length() + 1), String.valueOf(c));
      }
    }
    surrogates(place, valid);
    inputs.add(
        place,
        "one too long",
        "zq7x".repeat(place.limit() / 4 + 1).substring(0, place.limit() + 1));
    if (!place.blankAllowed()) {
      inputs.add(place, "empty", "");
      inputs.add(place, "blank", "  ");
      inputs.add(place, "blank in Unicode", "\u2003\u3000");
    }
  }

  private void badBody(Place place) {
    String valid = "zq7\nvalue\t.";
    for (int at = 0; at <= valid.length(); at++) {
      inputs.inject(place, valid, at, "\0");
    }
    surrogates(place, valid);
    if (!place.blankAllowed()) {
      inputs.add(place, "empty", "");
      inputs.add(place, "blank", " \r\n\t ");
    }
  }

  private void surrogates(Place place, String valid) {
    for (String half : new String[] {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"}) {
      inputs.inject(place, valid, 0, half);
      inputs.inject(place, valid, 4, half);
      inputs.inject(place, valid, valid.length(), half);
    }
  }
}
