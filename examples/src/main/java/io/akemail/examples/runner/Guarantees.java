package io.akemail.examples.runner;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Recording.Fate;
import io.akemail.examples.runner.Recording.Hit;
import io.akemail.examples.runner.Recording.Mail;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks what the library promises against what was recorded: a pure function.
 *
 * <p>The bounds of time are wider than what a quiet machine shows, since this one may be busy; the
 * numbers themselves are shown beside them.
 */
final class Guarantees {
  private static final long MILLI = 1_000_000;
  private static final long TAKEOVER = 250 * MILLI;
  private static final long TAKEOVER_NO_ANSWER = 600 * MILLI;
  private static final long COMEBACK = 1_500 * MILLI;
  private static final int CALLS = 3;

  private final Recording recording;
  private final Pace pace;
  private final int perSecond;
  private final Summary summary;
  private final List<Guarantee> checked = new ArrayList<>();

  private Guarantees(Recording recording, Pace pace, int perSecond) {
    this.recording = recording;
    this.pace = pace;
    this.perSecond = perSecond;
    this.summary = Summary.of(recording);
  }

  /** All guarantees of a whole run, in the order in which they are shown. */
  static List<Guarantee> check(Recording recording, Pace pace, int perSecond) {
    Guarantees all = new Guarantees(recording, pace, perSecond);
    all.noSendFails();
    all.noMailIsLost();
    all.secondCopiesAreFlagged();
    all.nothingIsSentInSecret();
    all.theDialectsAreKept();
    all.theBadMessageComesBack();
    all.takeoverIsQuick();
    all.fewCallsAreWasted();
    all.comebackIsQuick();
    all.theFirstIsUsedAtTheEnd();
    all.nobodyWaitsTooLong();
    return List.copyOf(all.checked);
  }

  private void add(boolean kept, String promise, String evidence) {
    checked.add(new Guarantee(kept, promise, evidence));
  }

  private void noSendFails() {
    String evidence = Texts.count(summary.failed()) + " of " + Texts.count(total()) + " failed";
    String first =
        recording.mails().stream()
            .filter(mail -> mail.fate() == Fate.FAILED)
            .findFirst()
            .map(mail -> "; the first: " + mail.why())
            .orElse("");
    add(total() > 0 && summary.failed() == 0, "No send fails", evidence + first);
  }

  private long total() {
    return recording.mails().size();
  }

  private void noMailIsLost() {
    Set<String> taken = new HashSet<>();
    recording.hits().stream()
        .filter(Hit::accepted)
        .forEach(hit -> taken.add(hit.provider() + " " + hit.mail()));
    long lost =
        recording.mails().stream()
            .filter(mail -> mail.fate() == Fate.ACCEPTED)
            .filter(mail -> !taken.contains(mail.provider() + " " + mail.id()))
            .count();
    add(
        lost == 0,
        "No mail is lost: each is at the provider that its receipt names",
        Texts.count(summary.accepted()) + " receipts, " + Texts.count(lost) + " without a mail");
  }

  private void secondCopiesAreFlagged() {
    Set<String> flagged = new HashSet<>();
    recording.mails().stream().filter(Mail::flagged).forEach(mail -> flagged.add(mail.id()));
    long secret =
        Summary.copies(recording).entrySet().stream()
            .filter(entry -> entry.getValue() > 1 && !flagged.contains(entry.getKey()))
            .count();
    add(
        secret == 0,
        "No second copy that the receipt does not speak of",
        Texts.count(summary.copies())
            + " second copies, "
            + Texts.count(summary.flagged())
            + " receipts say there may be one");
  }

  private void nothingIsSentInSecret() {
    Map<String, Integer> calls = new HashMap<>();
    recording.hits().stream()
        .filter(Hit::toSend)
        .forEach(hit -> calls.merge(hit.mail(), 1, Integer::sum));
    long wrong =
        recording.mails().stream()
            .filter(mail -> calls.getOrDefault(mail.id(), 0) > mail.calls())
            .count();
    add(
        wrong == 0,
        "No re-send in secret: each call at a server stands in a receipt",
        Texts.count(calls.values().stream().mapToLong(Integer::longValue).sum())
            + " calls, "
            + Texts.count(wrong)
            + " mails with more than their receipt tells");
  }

  private void theDialectsAreKept() {
    List<String> violations = recording.violations();
    add(
        violations.isEmpty(),
        "Every request keeps to the provider's documents",
        violations.isEmpty() ? "0 violations" : violations.size() + ": " + violations.get(0));
  }

  private void theBadMessageComesBack() {
    String bad = recording.badMessage();
    boolean rejected = anyMail(mail -> mail.id().equals(bad) && mail.fate() == Fate.REJECTED);
    long others = recording.sends(Fate.REJECTED) - (rejected ? 1 : 0);
    boolean spread = anyHit(h -> h.mail().equals(bad) && h.provider().equals(Recording.SECOND));
    boolean harmed = stateChangesIn(Trouble.BAD_MESSAGE);
    String evidence =
        (rejected ? "rejected to its caller" : "not rejected")
            + (spread ? ", seen at SparkPost" : ", never at SparkPost")
            + (harmed ? ", and a state changed" : ", no state changed")
            + (others > 0 ? ", and " + others + " others were rejected" : "");
    add(
        rejected && !spread && !harmed && others == 0,
        "A malformed message goes back to its caller and harms no provider",
        evidence);
  }

  private boolean anyMail(Predicate<Mail> which) {
    return recording.mails().stream().anyMatch(which);
  }

  private boolean anyHit(Predicate<Hit> which) {
    return recording.hits().stream().anyMatch(which);
  }

  /** A provider that was ill before may still be on its way up. */
  private boolean stateChangesIn(Trouble trouble) {
    for (int i = 0; i < recording.phases().size(); i++) {
      Entered entered = recording.phases().get(i);
      long end = recording.endOf(i);
      if (entered.phase().trouble() == trouble) {
        return recording.changes().stream()
            .filter(change -> change.at() >= entered.at() && change.at() < end)
            .anyMatch(Guarantees::isForTheWorse);
      }
    }
    return false;
  }

  private static boolean isForTheWorse(Change change) {
    if (change.reason() == StatusReason.NO_ANSWER) {
      return false; // a busy host makes calls late; the malformed message was answered
    }
    return switch (change.state()) {
      case UP, RAMPING, PROBING -> false;
      case DISABLED, DRAINING, MISCONFIGURED, OVER_LIMIT, DOWN, SUSPECT -> true;
    };
  }

  private void takeoverIsQuick() {
    boolean quick =
        summary.outages().stream()
            .allMatch(o -> isWithin(o.takeover(), takeoverBound(o.phase().trouble())));
    add(
        quick && !summary.outages().isEmpty(),
        "The next provider takes over at once, or in 600 ms if nothing is answered",
        each(Outage::takeover));
  }

  private static long takeoverBound(Trouble trouble) {
    return trouble == Trouble.NO_ANSWER ? TAKEOVER_NO_ANSWER : TAKEOVER;
  }

  private static boolean isWithin(long span, long bound) {
    return span != Outage.NEVER && span <= bound;
  }

  private interface Span {
    long of(Outage outage);
  }

  private String each(Span span) {
    return String.join(
        ", ",
        summary.outages().stream()
            .map(outage -> outage.phase().label() + " " + Texts.span(span.of(outage)))
            .toList());
  }

  private void fewCallsAreWasted() {
    boolean few = summary.outages().stream().allMatch(o -> o.wasted() <= callsBound(o));
    String evidence =
        String.join(
            ", ",
            summary.outages().stream()
                .map(o -> o.phase().label() + " " + o.wasted() + " (at most " + callsBound(o) + ")")
                .toList());
    add(few, "Few calls are spent on a provider that fails", evidence);
  }

  /** A few, those that come before the first answer, and one for each trial of a refused key. */
  private long callsBound(Outage outage) {
    Duration blind = Duration.ofMillis(outage.phase().trouble() == Trouble.NO_ANSWER ? 600 : 60);
    long trials =
        outage.phase().trouble() == Trouble.BAD_KEY
            ? outage.phase().length().dividedBy(pace.credentialRetry())
            : 0;
    return CALLS + perSecond * blind.toMillis() / 1000 + trials;
  }

  private void comebackIsQuick() {
    boolean quick = summary.outages().stream().allMatch(o -> isWithin(o.comeback(), COMEBACK));
    add(quick, "SendGrid is used again within 1.5 s of healing", each(Outage::comeback));
  }

  private void theFirstIsUsedAtTheEnd() {
    long from = recording.phases().isEmpty() ? 0 : recording.phases().get(last()).at();
    long all = recording.hits().stream().filter(h -> h.accepted() && h.at() >= from).count();
    long first =
        recording.hits().stream()
            .filter(h -> h.accepted() && h.at() >= from && h.provider().equals(Recording.FIRST))
            .count();
    add(
        first > 0 && first * 20 >= all * 19,
        "SendGrid takes the mail again at the end",
        Texts.count(first) + " of the last " + Texts.count(all));
  }

  private int last() {
    return recording.phases().size() - 1;
  }

  private void nobodyWaitsTooLong() {
    long bound = pace.attemptTimeout().plusSeconds(1).toNanos();
    add(
        summary.worst() <= bound,
        "Nobody waits longer than one attempt and a moment",
        "half " + Texts.span(summary.p50()) + ", the last " + Texts.span(summary.worst()));
  }
}
