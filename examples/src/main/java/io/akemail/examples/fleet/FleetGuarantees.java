package io.akemail.examples.fleet;

import io.akemail.examples.fleet.FleetRecording.Span;
import io.akemail.examples.runner.Guarantee;
import io.akemail.examples.runner.Texts;
import io.akemail.status.ProviderState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks what is promised to a fleet against what was recorded: a pure function. */
final class FleetGuarantees {
  static final long SPREAD = 1_500_000_000L;
  private static final long COMEBACK = 3_000_000_000L;

  private final FleetRecording recording;
  private final List<Outage> outages;
  private final List<Guarantee> checked = new ArrayList<>();

  private FleetGuarantees(FleetRecording recording) {
    this.recording = recording;
    this.outages = Outage.of(recording);
  }

  static List<Guarantee> check(FleetRecording recording) {
    FleetGuarantees all = new FleetGuarantees(recording);
    all.noSendFails();
    all.noMailIsLost();
    all.oneNetworkIsNotAnOutage();
    all.allKnowAtOnce();
    all.theIdleOneHears();
    all.noMailIsSpentOnAnOutage();
    all.eachComesBack();
    all.oneProbeServesAll();
    all.actsAreNoticed();
    all.nobodyIsStuck();
    all.theDialectsAreKept();
    return List.copyOf(all.checked);
  }

  private void add(boolean kept, String promise, String evidence) {
    checked.add(new Guarantee(kept, promise, evidence));
  }

  private void noSendFails() {
    long ok = recording.sent().values().stream().mapToLong(Wire.Sent::ok).sum();
    long failed = recording.sent().values().stream().mapToLong(Wire.Sent::failed).sum();
    String why =
        recording.sent().values().stream()
            .map(Wire.Sent::why)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .map(text -> "; one of them: " + text)
            .orElse("");
    boolean all = recording.sent().size() == recording.instances().size() && ok > 0;
    String evidence = Texts.count(failed) + " of " + Texts.count(ok + failed) + " failed" + why;
    add(all && failed == 0, "No send fails, on no instance", evidence);
  }

  private void noMailIsLost() {
    long ok = recording.sent().values().stream().mapToLong(Wire.Sent::ok).sum();
    add(
        recording.taken() >= ok && recording.copies() == 0,
        "No mail is lost, and none is sent twice",
        Texts.count(ok)
            + " receipts, "
            + Texts.count(recording.taken())
            + " mails at the servers, "
            + Texts.count(recording.copies())
            + " second copies");
  }

  private void oneNetworkIsNotAnOutage() {
    List<Span> spans = new ArrayList<>(recording.spansOf(Act.ONE_FAILS));
    spans.addAll(recording.spansOf(Act.ONE_HEALS));
    List<String> others = recording.instances().subList(1, recording.instances().size());
    List<Sighting> left =
        recording.views().stream()
            .filter(view -> spans.stream().anyMatch(span -> span.holds(view.at())))
            .filter(view -> others.contains(view.instance()))
            .filter(view -> view.provider().equals(FleetRecording.SENDGRID))
            .filter(view -> view.state() != ProviderState.UP)
            .filter(view -> view.state() != ProviderState.SUSPECT)
            .toList();
    String stayed = String.join(" and ", others) + " stayed with SendGrid";
    add(
        !spans.isEmpty() && left.isEmpty(),
        "What fails for one instance alone takes no other away",
        left.isEmpty() ? stayed : left.get(0).instance() + " was " + left.get(0).state());
  }

  private void allKnowAtOnce() {
    boolean kept =
        !outages.isEmpty()
            && outages.stream().allMatch(o -> o.spread() >= 0 && o.spread() <= SPREAD);
    add(
        kept,
        "When SendGrid fails for all, all know within 1.5 s of the first",
        spans(outages.stream().map(Outage::spread).toList()));
  }

  private void theIdleOneHears() {
    if (outages.isEmpty()) {
      return;
    }
    Outage last = outages.get(outages.size() - 1);
    String idle = recording.instances().get(recording.instances().size() - 1);
    int caught = last.caught().getOrDefault(idle, 0);
    String says = last.by().getOrDefault(idle, "");
    add(
        caught == 0 && says.startsWith("for all, by "),
        "An instance that sends nothing hears of an outage from the others",
        idle + " heard: " + says + ", and spent " + caught + " mails to find out");
  }

  private static String spans(List<Long> spans) {
    return spans.stream().map(Texts::span).collect(Collectors.joining(", then "));
  }

  private void noMailIsSpentOnAnOutage() {
    int wasted = outages.stream().mapToInt(outage -> Outage.sum(outage.wasted())).sum();
    add(
        wasted == 0,
        "No mail is spent on a provider known to be down and out of reach",
        wasted + " mails reached SendGrid while it was known to be down");
  }

  private void eachComesBack() {
    boolean kept = outages.stream().allMatch(o -> o.comeback() >= 0 && o.comeback() <= COMEBACK);
    add(
        kept,
        "All use SendGrid again within 3 s of its healing, without Redis too",
        spans(outages.stream().map(Outage::comeback).toList()));
  }

  /** Where nobody could be asked, each has to try by itself. */
  private void oneProbeServesAll() {
    if (outages.isEmpty()) {
      return;
    }
    int probes = Outage.sum(outages.get(outages.size() - 1).probes());
    String seen = probes + (probes == 1 ? " probe" : " probes") + " ended the last outage";
    add(probes <= 1, "One probe serves the whole fleet while Redis is there", seen);
  }

  private void actsAreNoticed() {
    List<String> missed =
        recording.acts().stream()
            .filter(begun -> begun.noticedAt() < 0)
            .map(begun -> begun.act().title())
            .toList();
    add(
        missed.isEmpty() && !recording.acts().isEmpty(),
        "Whatever happens is noticed by all whom it concerns",
        missed.isEmpty() ? recording.acts().size() + " acts" : "not noticed: " + missed);
  }

  private void nobodyIsStuck() {
    List<String> stuck = new ArrayList<>();
    for (String instance : recording.instances()) {
      List<Sighting> course = recording.course(instance, FleetRecording.SENDGRID);
      Sighting last = course.isEmpty() ? null : course.get(course.size() - 1);
      if (last == null || last.state() != ProviderState.UP || !last.inTouch()) {
        stuck.add(instance + (last == null ? " said nothing" : " ended " + last.state()));
      }
    }
    add(
        stuck.isEmpty(),
        "Nobody is stuck at the end",
        stuck.isEmpty() ? "all use SendGrid and Redis" : String.join(", ", stuck));
  }

  private void theDialectsAreKept() {
    int number = recording.violations().size();
    String first = number == 0 ? "" : ": " + recording.violations().get(0);
    String evidence = Texts.count(number) + " faults found by the servers" + first;
    add(number == 0, "Every request is as the providers document", evidence);
  }
}
