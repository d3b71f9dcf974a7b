package io.akemail.examples.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akemail.status.SharedHealth;
import io.akemail.status.SharedStatus;
import io.akemail.status.SharedVerdict;
import io.akemail.status.SharedVerdict.Topic;

/** What a store holds of one provider, as one line of JSON; times in milliseconds. */
public final class StoreJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoreJson() {}

  /** One object; what there is none of is null or empty. */
  public static String line(SharedStatus status) {
    ObjectNode all = JSON.createObjectNode();
    all.put("provider", status.provider().value());
    status
        .health()
        .ifPresentOrElse(h -> health(all.putObject("record"), h), () -> all.putNull("record"));
    one(all, "operator", status, Topic.OPERATOR);
    one(all, "hint", status, Topic.HINT);
    many(all, "votes", status, Topic.VOTE);
    many(all, "overLimit", status, Topic.LIMIT);
    many(all, "refused", status, Topic.CREDENTIAL);
    many(all, "failedProbes", status, Topic.PROBE);
    return all.toString();
  }

  private static void health(ObjectNode to, SharedHealth health) {
    to.put("phase", health.phase().name())
        .put("epoch", health.epoch())
        .put("generation", health.generation())
        .put("remainingMillis", health.remaining().toMillis())
        .put("reason", health.reason().name())
        .put("by", health.by())
        .put("ageMillis", health.age().toMillis())
        .put("multiplier", health.multiplier());
  }

  private static void one(ObjectNode to, String name, SharedStatus status, Topic topic) {
    to.putNull(name);
    StoreText.of(status, topic).forEach(word -> word(to.putObject(name), word));
  }

  private static void many(ObjectNode to, String name, SharedStatus status, Topic topic) {
    ArrayNode words = to.putArray(name);
    StoreText.of(status, topic).forEach(word -> word(words.addObject(), word));
  }

  private static void word(ObjectNode to, SharedVerdict word) {
    to.put("kind", word.kind().name()).put("key", word.key());
    word.timer()
        .ifPresentOrElse(
            span -> to.put("remainingMillis", span.toMillis()),
            () -> to.putNull("remainingMillis"));
  }
}
