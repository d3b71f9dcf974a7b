package io.akemail.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gauges that come and go together, each in place of an older one of its name and tags. */
final class Gauges {
  private final MeterRegistry registry;
  private final Tags common;
  private final List<Meter.Id> ids = new ArrayList<>(); // guarded by this

  Gauges(MeterRegistry registry, Tags common) {
    this.registry = registry;
    this.common = common;
  }

  /** A gauge to add; the unit is the last word of its name, if it has one. */
  record Wanted(
      String name, String description, @Nullable String unit, Tags tags, Supplier<Number> value) {}

  /** These and no others. */
  synchronized void show(List<Wanted> wanted) {
    ids.forEach(registry::removeByPreFilterId);
    ids.clear();
    for (Wanted gauge : wanted) {
      Tags tags = common.and(gauge.tags());
      Meter.Id id =
          new Meter.Id(gauge.name(), tags, gauge.unit(), gauge.description(), Meter.Type.GAUGE);
      registry.removeByPreFilterId(id);
      Gauge.builder(gauge.name(), gauge.value())
          .description(gauge.description())
          .baseUnit(gauge.unit())
          .tags(tags)
          .register(registry);
      ids.add(id);
    }
  }
}
