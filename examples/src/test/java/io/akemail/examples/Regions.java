package io.akemail.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The parts of source files between {@code // tag::name} and {@code // end::name}; parts of one
 * name in one file belong together, and parts may hold others.
 */
final class Regions {
  private static final Pattern MARK = Pattern.compile("\\s*// (tag|end)::([\\w-]+)(\\[])?\\s*");

  private Regions() {}

  /** All parts of all Java files below a folder, by name, without their indent. */
  static Map<String, String> below(Path folder) throws IOException {
    Map<String, String> regions = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        of(Files.readAllLines(file))
            .forEach(
                (name, text) -> {
                  if (regions.put(name, text) != null) {
                    throw new IllegalStateException("two files have a region " + name);
                  }
                });
      }
    }
    return regions;
  }

  static Map<String, String> of(List<String> lines) {
    Map<String, List<String>> regions = new HashMap<>();
    List<String> open = new ArrayList<>();
    for (String line : lines) {
      Matcher mark = MARK.matcher(line);
      if (!mark.matches()) {
        open.forEach(name -> regions.get(name).add(line));
      } else if (mark.group(1).equals("tag")) {
        open.add(mark.group(2));
        regions.computeIfAbsent(mark.group(2), name -> new ArrayList<>());
      } else if (!open.remove(mark.group(2))) {
        throw new IllegalStateException("a region ends that has not begun: " + mark.group(2));
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException("regions do not end: " + open);
    }
    Map<String, String> texts = new HashMap<>();
    regions.forEach((name, part) -> texts.put(name, dedented(String.join("\n", part))));
    return texts;
  }

  /** Without the indent that all lines share, and without empty lines around. */
  static String dedented(String text) {
    return text.stripTrailing().stripIndent().strip();
  }
}
