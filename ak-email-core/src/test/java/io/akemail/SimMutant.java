package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A planted fault: one text of one source file of this module replaced by another.
 *
 * @param name what it does wrong
 * @param source the file below {@code io/akemail}
 * @param right the text in it, which must be there
 * @param wrong the text in its place
 * @param invariant the one that must be found to be broken
 */
record SimMutant(String name, String source, String right, String wrong, String invariant) {
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "akemail");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path TEST_CLASSES = Path.of("target", "test-classes");

  @Override
  public String toString() {
    return name;
  }

  /** The first violation that the simulation finds in so many seeds, or null. */
  String find(Path work, int seeds) throws Exception {
    Method search =
        load(work, "io.akemail.SimSearch").getMethod("violation", int.class, String.class);
    return (String) search.invoke(null, seeds, invariant);
  }

  /** A class of a world that has this fault. */
  Class<?> load(Path work, String name) throws Exception {
    return new Loader(List.of(compile(work), TEST_CLASSES, CLASSES)).loadClass(name);
  }

  /** The module's own compiler is used, as a process of its own. */
  private Path compile(Path work) throws IOException, InterruptedException {
    String text = Files.readString(SOURCES.resolve(source));
    assertThat(text).as("the text to be replaced in %s", source).contains(right);
    Path mutated = work.resolve("src").resolve(source);
    Files.createDirectories(mutated.getParent());
    Files.writeString(mutated, text.replace(right, wrong));
    Path out = Files.createDirectories(work.resolve("classes"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-proc:none",
                "-nowarn",
                "-implicit:none",
                "-cp",
                classPath(),
                "-d",
                out.toString(),
                mutated.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return out;
  }

  private static String classPath() {
    return List.of(
            CLASSES.toString(),
            System.getProperty("java.class.path", ""),
            System.getProperty("jdk.module.path", ""))
        .stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /** Defines this library's classes anew, the mutated one first; all others are shared. */
  private static final class Loader extends ClassLoader {
    private final List<Path> roots;

    Loader(List<Path> roots) {
      super(SimMutant.class.getClassLoader());
      this.roots = roots;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null || !name.startsWith("io.akemail.")) {
          return known != null ? known : super.loadClass(name, resolve);
        }
        for (Path root : roots) {
          Path file = root.resolve(name.replace('.', '/') + ".class");
          if (Files.exists(file)) {
            byte[] bytes = bytes(file);
            return defineClass(name, bytes, 0, bytes.length);
          }
        }
        throw new ClassNotFoundException(name);
      }
    }

    private static byte[] bytes(Path file) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
