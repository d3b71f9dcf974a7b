package io.akemail.redis;

import io.akemail.spi.ProviderId;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedHealth.Phase;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Kind;
import io.akemail.status.SharedVerdict.Topic;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the reply of {@link Script#READ} says. A part that cannot be understood says nothing, and is
 * counted. Pure; holds a reply of one call and is used by one thread.
 */
final class Reading {
  private static final int MOST_CHARS = 64 * 1024;
  private static final int FIXED_PARTS = 8;
  private static final String OTHER_TYPE = "!";

  private final ProviderId provider;
  private final long now;
  private final List<SharedVerdict> verdicts = new ArrayList<>();
  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> found = new LinkedHashSet<>();
  private @Nullable SharedHealth record;
  private int ignored;

  /**
   * Takes the reply apart.
   *
   * @param asked the fingerprints that were asked for, in order
   * @throws IllegalArgumentException if it is no reply of that script, or over 64 KiB
   */
  Reading(ProviderId provider, List<?> reply, List<String> asked) {
    this.provider = provider;
    if (reply.size() != FIXED_PARTS + 2 * asked.size() || size(reply) > MOST_CHARS) {
      throw new IllegalArgumentException("a reply of a wrong size");
    }
    Long time = Words.number(String.valueOf(reply.get(0)));
    if (time == null) {
      throw new IllegalArgumentException("a reply without a time");
    }
    this.now = time;
    List<List<String>> parts = new ArrayList<>();
    for (Object part : reply.subList(1, reply.size())) {
      parts.add(part(part));
    }
    health(parts.get(0));
    members(parts.get(1), Topic.VOTE);
    members(parts.get(2), Topic.PROBE);
    hint(parts.get(3), parts.get(6));
    operator(parts.get(4));
    parts.get(5).forEach(this::fingerprint);
    for (int i = 0; i < asked.size(); i++) {
      verdict(Kind.OVER_LIMIT, asked.get(i), parts.get(7 + 2 * i));
      verdict(Kind.MISCONFIGURED, asked.get(i), parts.get(8 + 2 * i));
    }
  }

  SharedStatus status() {
    return new SharedStatus(provider, record, verdicts);
  }

  /** The fingerprints of which the store says that there is something. */
  Set<String> listed() {
    return listed;
  }

  /** The fingerprints of which there is something, whether listed or not. */
  Set<String> known() {
    Set<String> known = new LinkedHashSet<>(listed);
    known.addAll(found);
    return known;
  }

  int ignored() {
    return ignored;
  }

  private static int size(Object part) {
    return part instanceof List<?> list
        ? list.stream().mapToInt(Reading::size).sum()
        : String.valueOf(part).length();
  }

  private List<String> part(Object part) {
    if (part instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    ignored += OTHER_TYPE.equals(part) ? 1 : 0;
    return List.of();
  }

  private void health(List<String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    Phase phase = Words.phase(fields.get(2));
    Long epoch = Words.number(fields.get(1));
    Long until = Words.number(fields.get(3));
    Long multiplier = Words.number(fields.get(4));
    Long changed = Words.number(fields.get(7));
    Optional<StatusReason> reason =
        Arrays.stream(StatusReason.values())
            .filter(value -> value.name().equals(fields.get(5)))
            .findAny();
    String generation = fields.get(0);
    String by = fields.get(6);
    if (phase == null || epoch == null || until == null || multiplier == null || changed == null) {
      ignored++;
    } else if (reason.isEmpty() || generation.isEmpty() || areOdd(generation, by)) {
      ignored++;
    } else if (epoch < 0 || multiplier < 0 || multiplier > 8) {
      ignored++;
    } else {
      Duration left = Duration.ofMillis(until - now);
      Duration age = Duration.ofMillis(Math.max(0, now - changed));
      record =
          new SharedHealth(
              generation, epoch, phase, left, multiplier.intValue(), reason.get(), by, age);
    }
  }

  private static boolean areOdd(String... values) {
    return !Arrays.stream(values).allMatch(Words::isPlain);
  }

  private void members(List<String> scored, Topic topic) {
    for (int i = 0; i + 1 < scored.size(); i += 2) {
      String member = scored.get(i);
      Kind kind = topic == Topic.PROBE ? Kind.PROBE_FAILED : Words.vote(member);
      if (kind == null) {
        ignored++;
      } else {
        String instance =
            topic == Topic.PROBE ? member : member.substring(0, member.lastIndexOf('|'));
        until(kind, instance, scored.get(i + 1));
      }
    }
  }

  private void hint(List<String> fields, List<String> leftMillis) {
    if (fields.isEmpty()) {
      return;
    }
    Kind kind = kind(Topic.HINT, "HINT_" + fields.get(0));
    Long left = Words.number(leftMillis.get(0));
    if (kind == null || Words.number(fields.get(1)) == null || left == null) {
      ignored++;
    } else if (left == -1) {
      verdicts.add(new SharedVerdict(provider, kind, "", null));
    } else if (left > 0) {
      verdicts.add(new SharedVerdict(provider, kind, "", Duration.ofMillis(left)));
    }
  }

  private void operator(List<String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    Kind kind = kind(Topic.OPERATOR, fields.get(0));
    if (kind == null) {
      ignored++;
    } else {
      until(kind, fields.get(1), fields.get(2).isEmpty() ? Words.ENDLESS : fields.get(2));
    }
  }

  private static @Nullable Kind kind(Topic topic, String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.topic() == topic && kind.name().equals(name))
        .findAny()
        .orElse(null);
  }

  private void fingerprint(String value) {
    if (value.isEmpty() || areOdd(value)) {
      ignored++;
    } else {
      listed.add(value);
    }
  }

  private void verdict(Kind kind, String fingerprint, List<String> value) {
    if (!value.isEmpty()) {
      found.add(fingerprint);
      until(kind, fingerprint, value.get(0));
    }
  }

  private void until(Kind kind, String key, String until) {
    Long end = Words.number(until);
    boolean endless = until.equals(Words.ENDLESS);
    if (areOdd(key) || (end == null && !endless)) {
      ignored++;
    } else if (end == null) {
      verdicts.add(new SharedVerdict(provider, kind, key, null));
    } else if (end > now) {
      verdicts.add(new SharedVerdict(provider, kind, key, Duration.ofMillis(end - now)));
    }
  }
}
