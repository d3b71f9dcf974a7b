package io.akemail.examples.outbox;

import io.akemail.examples.outbox.OutboxRecording.Delivery;
import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Texts;
import io.akemail.outbox.OutboxState;
import java.util.List;
import java.util.Locale;

/** What is promised of the outbox, and whether the play kept it. */
final class OutboxGuarantees {
  /** Calls that can be in flight when a process is killed: one for each worker. */
  static final int WORKERS = 8;

  private static final long SECOND = 1_000_000_000L;
  private static final int SLOWLY = 4;

  private OutboxGuarantees() {}

  static List<Guarantee> check(OutboxRecording recording, OutboxOptions options) {
    return List.of(
        accepted(recording),
        delivered(recording),
        ended(recording),
        copies(recording),
        ramp(recording, options),
        told(recording));
  }

  private static Guarantee accepted(OutboxRecording recording) {
    int accepted = recording.accepted().size();
    return new Guarantee(
        accepted == recording.mails(),
        "With every provider down each mail is accepted, durably",
        Texts.count(accepted) + " of " + Texts.count(recording.mails()) + " accepted");
  }

  private static Guarantee delivered(OutboxRecording recording) {
    return new Guarantee(
        recording.delivered() == recording.mails(),
        "Nothing accepted is lost, though the application was killed",
        Texts.count(recording.delivered())
            + " of "
            + Texts.count(recording.mails())
            + " sent, "
            + recording.count(Moment.Kind.KILLED)
            + " kills");
  }

  private static Guarantee ended(OutboxRecording recording) {
    long sent = recording.states().getOrDefault(OutboxState.SENT, 0L);
    return new Guarantee(
        sent == recording.mails() && recording.states().size() == 1,
        "Each message has its true end in the outbox",
        sent + " sent; expired, failed, unknown: " + (recording.mails() - sent));
  }

  private static Guarantee copies(OutboxRecording recording) {
    List<String> doubled = recording.doubled();
    boolean flagged = recording.flagged().containsAll(doubled);
    long most = WORKERS * recording.count(Moment.Kind.KILLED);
    return new Guarantee(
        flagged && recording.copies() <= most,
        "A second copy only of what was on its way when the application was killed, and flagged",
        recording.copies()
            + " copies, "
            + recording.flagged().size()
            + " flagged as possibly doubled");
  }

  private static Guarantee ramp(OutboxRecording recording, OutboxOptions options) {
    long back = recording.last(Moment.Kind.BACK);
    long early =
        recording.deliveries().stream()
            .mapToLong(Delivery::at)
            .filter(at -> at < back + SLOWLY * SECOND)
            .count();
    double most = options.firstRate() * (SLOWLY + 1) + WORKERS;
    return new Guarantee(
        early <= most,
        "Providers that have just come back are not flooded",
        String.format(
            Locale.ROOT,
            "%d mails in the first %d s, from %.0f a second up to %.0f at the most",
            early,
            SLOWLY,
            options.firstRate(),
            options.topRate()));
  }

  private static Guarantee told(OutboxRecording recording) {
    List<String> slack =
        recording.moments().stream()
            .filter(moment -> moment.kind() == Moment.Kind.SLACK)
            .map(Moment::text)
            .filter(text -> text.contains("ALL_PROVIDERS_DOWN"))
            .toList();
    boolean begun = slack.stream().anyMatch(text -> !text.contains("is over"));
    boolean over = slack.stream().anyMatch(text -> text.contains("is over"));
    return new Guarantee(
        begun && over,
        "A person hears that all providers are down, and that it is over",
        slack.size() + " messages in Slack");
  }
}
