package io.akemail.message;

import io.akemail.message.MergeData.Frozen;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tags, metadata, templates, merge data and provider options must be like. */
final class LabelRules {
  private static final int LONGEST_LABEL = 255;
  private static final int LONGEST_METADATA = 10_000;
  private static final int LONGEST_PROVIDER = 100;
  private static final int LONGEST_TEMPLATE = 512;

  private LabelRules() {}

  static void checkTags(List<@Nullable String> tags, Problems problems) {
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      String fault = TextRules.line(tag, LONGEST_LABEL);
      if (fault == null && tags.indexOf(tag) < i) {
        fault = "repeats a tag";
      }
      if (fault != null) {
        problems.add("tags[" + i + "]", fault);
      }
    }
  }

  static void checkMetadata(Map<@Nullable String, @Nullable String> metadata, Problems problems) {
    int place = 0;
    for (Map.Entry<@Nullable String, @Nullable String> entry : metadata.entrySet()) {
      String key = entry.getKey();
      String keyFault = TextRules.line(key, LONGEST_LABEL);
      String fault = TextRules.optionalLine(entry.getValue(), LONGEST_METADATA);
      add("metadata[", key, place++, keyFault, fault, problems);
    }
  }

  static void checkTemplates(Map<@Nullable String, @Nullable String> templates, Problems problems) {
    int place = 0;
    for (Map.Entry<@Nullable String, @Nullable String> entry : templates.entrySet()) {
      String provider = entry.getKey();
      String keyFault = TextRules.line(provider, LONGEST_PROVIDER);
      String fault = TextRules.line(entry.getValue(), LONGEST_TEMPLATE);
      add("templates[", provider, place++, keyFault, fault, problems);
    }
  }

  static void checkOptions(
      Map<@Nullable String, Map<@Nullable String, Frozen>> options, Problems problems) {
    int place = 0;
    for (Map.Entry<@Nullable String, Map<@Nullable String, Frozen>> entry : options.entrySet()) {
      String provider = entry.getKey();
      add(
          "providerOptions[",
          provider,
          place,
          TextRules.line(provider, LONGEST_PROVIDER),
          null,
          problems);
      String field = "providerOptions[" + Problems.shown(provider, place++) + "]";
      checkData(field, entry.getValue(), problems);
    }
  }

  static void checkData(String field, Map<@Nullable String, Frozen> data, Problems problems) {
    int place = 0;
    for (Map.Entry<@Nullable String, Frozen> entry : data.entrySet()) {
      String fault = MergeData.keyFault(entry.getKey());
      List<Problem> inValue = entry.getValue().problems();
      if (fault != null || !inValue.isEmpty()) {
        String member = field + "." + Problems.shown(entry.getKey(), place);
        problems.addIf(member, fault);
        problems.addAll(member, inValue);
      }
      place++;
    }
  }

  private static void add(
      String list,
      @Nullable String key,
      int place,
      @Nullable String keyFault,
      @Nullable String valueFault,
      Problems problems) {
    if (keyFault == null && valueFault == null) {
      return;
    }
    String field = list + Problems.shown(key, place) + "]";
    problems.addIf(field, keyFault == null ? null : "key " + keyFault);
    problems.addIf(field, valueFault);
  }
}
