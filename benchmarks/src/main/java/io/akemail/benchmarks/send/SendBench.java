package io.akemail.benchmarks.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares this library with a bare HTTP client, in short slices that take turns in one run, so
 * that a noisy moment of the machine meets both. Prints ratios, ours to the bare client's: rate
 * (more is better), CPU per send and bytes per send (less is better).
 */
public final class SendBench {
  private static final int WARM_UP = 12;

  private SendBench() {}

  /**
   * Runs at 1, 8 and 64 threads.
   *
   * @param args pairs of slices per number of threads (default 12), seconds per slice (default 1)
   */
  @SuppressWarnings("SystemOut") // a program for people
  public static void main(String[] args) throws IOException, InterruptedException {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 12;
    Duration span = Duration.ofMillis(args.length > 1 ? Long.parseLong(args[1]) * 1000 : 1000);
    for (String line : run(pairs, span, List.of(1, 8, 64))) {
      System.out.println(line);
    }
  }

  static List<String> run(int pairs, Duration span, List<Integer> threadCounts)
      throws IOException, InterruptedException {
    Process server = startServer();
    List<String> lines = new ArrayList<>();
    try (Contenders contenders = new Contenders(address(server))) {
      lines.add("same body of " + contenders.bodyBytes() + " bytes; median (least to most)");
      lines.add(
          String.format(
              Locale.ROOT,
              "%7s  %10s  %22s  %22s  %22s",
              "threads",
              "ours/s",
              "rate ratio",
              "CPU ratio",
              "bytes ratio"));
      warmUp(contenders, span.multipliedBy(WARM_UP)); // else the compiler's CPU is counted
      for (int threads : threadCounts) {
        Slice.of(contenders::raw, threads, span.multipliedBy(3));
        Slice.of(contenders::ours, threads, span.multipliedBy(3));
        lines.add(row(contenders, threads, pairs, span));
      }
    } finally {
      server.destroy();
    }
    return lines;
  }

  private static void warmUp(Contenders contenders, Duration span) throws InterruptedException {
    for (int threads : List.of(8, 1)) {
      Slice.of(contenders::raw, threads, span);
      Slice.of(contenders::ours, threads, span);
    }
  }

  private static String row(Contenders contenders, int threads, int pairs, Duration span)
      throws InterruptedException {
    List<Slice> raw = new ArrayList<>();
    List<Slice> ours = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      if (i % 2 == 0) {
        raw.add(Slice.of(contenders::raw, threads, span));
        ours.add(Slice.of(contenders::ours, threads, span));
      } else {
        ours.add(Slice.of(contenders::ours, threads, span));
        raw.add(Slice.of(contenders::raw, threads, span));
      }
    }
    return String.format(
        Locale.ROOT,
        "%7d  %10.0f  %22s  %22s  %22s",
        threads,
        ours.stream().mapToDouble(Slice::perSecond).average().orElse(0),
        ratio(ours, raw, Slice::perSecond),
        ratio(ours, raw, Slice::cpuMicros),
        ratio(ours, raw, Slice::bytes));
  }

  private static String ratio(List<Slice> ours, List<Slice> raw, ToDoubleFunction<Slice> figure) {
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(raw.get(i));
    }
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "%.3f (%.2f to %.2f)",
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static Process startServer() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), BenchServer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static URI address(Process server) throws IOException {
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the server did not start");
    }
    return URI.create("http://127.0.0.1:" + port);
  }
}
