package io.akemail.micrometer;

import io.akemail.EmailException;
import io.akemail.Receipt;
import io.akemail.SendResult;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * What came of an observed call, in words of a closed vocabulary.
 *
 * @param result what became of the message or messages
 * @param provider who accepted
 * @param attempts how many were made
 * @param isFault whether it is to be recorded as an error
 */
record Ending(String result, String provider, int attempts, boolean isFault) {
  private static final String NONE = "none";

  static Ending of(Receipt receipt) {
    String provider = receipt.provider().map(id -> id.value()).orElse(NONE);
    return new Ending(Words.result(receipt), provider, receipt.attempts().size(), false);
  }

  static Ending of(Throwable failure) {
    if (failure instanceof EmailException known) {
      return new Ending(Words.result(known), NONE, known.attempts().size(), true);
    }
    boolean left = failure instanceof CancellationException;
    return new Ending(left ? Words.ABANDONED : Words.ERROR, NONE, 0, true);
  }

  static Ending of(List<SendResult> results) {
    List<Ending> endings = results.stream().map(Ending::of).toList();
    return new Ending(
        single(endings.stream().map(Ending::result).distinct().toList(), "mixed"),
        single(
            endings.stream()
                .map(Ending::provider)
                .filter(provider -> !provider.equals(NONE))
                .distinct()
                .toList(),
            "several"),
        endings.stream().mapToInt(Ending::attempts).sum(),
        endings.stream().anyMatch(Ending::isFault));
  }

  private static Ending of(SendResult result) {
    return result.receipt().map(Ending::of).orElseGet(() -> of(result.failure().orElseThrow()));
  }

  private static String single(List<String> words, String several) {
    return switch (words.size()) {
      case 0 -> NONE;
      case 1 -> words.get(0);
      default -> several;
    };
  }
}
