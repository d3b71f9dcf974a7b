package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.Hint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page means. */
class SummaryReaderTest {

  private static Optional<Hint> read(String json, String... names) throws IOException {
    return SummaryReader.read(json.getBytes(StandardCharsets.UTF_8), List.of(names));
  }

  private static Optional<Hint> golden(String... names) throws IOException {
    return SummaryReader.read(Pages.golden("regions"), List.of(names));
  }

  @ParameterizedTest
  @CsvSource({
    "operational, OK",
    "degraded_performance, DEGRADED",
    "partial_outage, DEGRADED",
    "under_maintenance, DEGRADED",
    "major_outage, OUTAGE",
    "OPERATIONAL, UNKNOWN",
    "'operational ', UNKNOWN",
    "'', UNKNOWN",
    "fine, UNKNOWN"
  })
  void everyWordHasItsMeaning(String word, Hint hint) throws IOException {
    assertThat(read(Pages.saying(word), Pages.NAME)).contains(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "Letters API - NORTH, OK",
    "Letters API - SOUTH, DEGRADED",
    "Letters API, DEGRADED",
    "letters api - north, OK",
    "Stamps, DEGRADED",
    "Parcels, OUTAGE",
    "Pigeons, UNKNOWN",
    "Owls, UNKNOWN",
    "Ravens, UNKNOWN"
  })
  void aGroupAndItsChildrenSpeakForThemselves(String name, Hint hint) throws IOException {
    assertThat(golden(name)).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Letters", "Only In Incidents", "Storks", "Parcel Post", "New shelves"})
  void whatIsNamedElsewhereIsNoComponent(String name) throws IOException {
    assertThat(golden(name)).isEmpty();
  }

  @Test
  void theFirstNameThatThePageHasDecides() throws IOException {
    assertThat(golden("Trains", "Letters API - NORTH", "Parcels")).contains(Hint.OK);
    assertThat(golden("Parcels", "Letters API - NORTH")).contains(Hint.OUTAGE);
    assertThat(golden("Pigeons", "Letters API - NORTH")).contains(Hint.UNKNOWN);
    assertThat(golden("Trains", "Ships")).isEmpty();
  }

  @Test
  void ofOneNameTheWorstCounts() throws IOException {
    assertThat(golden("COUNTER")).contains(Hint.OUTAGE);
    assertThat(twice("operational", "partial_outage")).contains(Hint.DEGRADED);
    assertThat(twice("partial_outage", "operational")).contains(Hint.DEGRADED);
    assertThat(twice("operational", "flying")).contains(Hint.UNKNOWN);
    assertThat(twice("flying", "partial_outage")).contains(Hint.UNKNOWN);
    assertThat(twice("flying", "major_outage")).contains(Hint.OUTAGE);
  }

  private static Optional<Hint> twice(String one, String other) throws IOException {
    return read(
        ("{'components':[{'name':'a','status':'"
                + one
                + "'},{'status':'"
                + other
                + "','name':'A'}]}")
            .replace('\'', '"'),
        "a");
  }

  @Test
  void thePagesOwnIndicatorIsNeverUsed() throws IOException {
    assertThat(golden("Letters API - NORTH")).contains(Hint.OK);
    assertThat(read("{\"status\":{\"indicator\":\"critical\"}}", "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"components\":null}",
        "{\"components\":{}}",
        "{\"components\":[]}",
        "{\"components\":[1,\"a\",null,[],[{\"name\":\"a\",\"status\":\"operational\"}],{}]}",
        "{\"x\":{\"components\":[{\"name\":\"a\",\"status\":\"operational\"}]}}"
      })
  void aPageWithoutTheComponentSaysNothing(String page) throws IOException {
    assertThat(read(page, "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"a\"",
        "[]",
        "<!doctype html><html></html>",
        "{\"components\":[]} {}",
        "{\"components\":[]}]",
        "{\"components\":[],\"components\":[]}",
        "{\"components\":[{\"name\":\"a\",\"name\":\"b\"}]}",
        "{\"components\":[{\"status\":\"operational\",\"status\":\"major_outage\"}]}",
        "{'components':[]}",
        "{\"components\":[NaN]}",
        "{\"components\":[],}",
        "{\"a\":\"\u0001\"}"
      })
  void whatIsNotOneJsonObjectIsRefused(String page) {
    assertThatThrownBy(() -> read(page, "a")).isInstanceOf(IOException.class);
  }

  @Test
  void tooDeepAndTooLongIsRefused() throws IOException {
    String deep = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}";
    assertThat(read(deep, "a")).isEmpty();
    List<String> refused =
        List.of(
            "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}",
            "{\"a\":" + "[".repeat(500_000),
            "{\"a\":" + "{\"a\":".repeat(150_000),
            "{\"a\":" + "9".repeat(65) + "}",
            "{\"" + "n".repeat(100_000) + "\":1}");
    for (String page : refused) {
      assertThatThrownBy(() -> read(page, "a")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPageCutOffAnywhereIsRefused() throws IOException {
    for (String name : List.of("regions", "quiet")) {
      byte[] page = Pages.golden(name);
      int end = new String(page, StandardCharsets.UTF_8).stripTrailing().length();
      for (int i = 0; i < end; i++) {
        byte[] cut = Arrays.copyOf(page, i);
        assertThatThrownBy(() -> SummaryReader.read(cut, List.of("Mail Sending")))
            .as("cut at %d", i)
            .isInstanceOf(IOException.class);
      }
    }
  }

  /** Every mutation is either refused or means something; nothing else is thrown. */
  @Test
  void noMutationThrowsAnythingElse() throws IOException {
    byte[] page = Pages.golden("regions");
    int refused = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] mutated = mutate(page, new Random(seed));
      try {
        assertThat(SummaryReader.read(mutated, List.of("Letters API - NORTH"))).isNotNull();
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(500, 1_999);
  }

  private static byte[] mutate(byte[] page, Random random) {
    byte[] mutated = page.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated[at] = (byte) "{}[]\",:\\0tnu".charAt(random.nextInt(12));
        default -> {
          int from = random.nextInt(mutated.length);
          int length = Math.min(random.nextInt(60), mutated.length - Math.max(at, from));
          System.arraycopy(page, from, mutated, at, length);
        }
      }
    }
    return mutated;
  }
}
