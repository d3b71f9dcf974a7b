package io.akemail.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.examples.runner.Recording.Change;
import io.akemail.examples.runner.Recording.Entered;
import io.akemail.examples.runner.Recording.Fate;
import io.akemail.examples.runner.Recording.Hit;
import io.akemail.examples.runner.Recording.Mail;
import io.akemail.status.ProviderState;
import io.akemail.status.StatusReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each broken guarantee is found, and a run without fault passes. */
class GuaranteesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final String BAD = "bad";

  /** A run that can be spoilt: healthy, 503, healed, one bad message. */
  private static final class Run {
    final List<Entered> phases = new ArrayList<>();
    final List<Mail> mails = new ArrayList<>();
    final List<Hit> hits = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<String> violations = new ArrayList<>();

    Run() {
      enter(Trouble.NONE, 0);
      enter(Trouble.UNAVAILABLE, 1);
      enter(Trouble.NONE, 2);
      enter(Trouble.BAD_MESSAGE, 3);
      sent("a", 0, Recording.FIRST);
      fault("b", 1 * SECOND);
      accept("b", 1 * SECOND + 4 * MILLI, Recording.SECOND);
      mails.add(mail("b", Fate.ACCEPTED, Recording.SECOND, 2));
      sent("c", 2 * SECOND + 500 * MILLI, Recording.FIRST);
      fault(BAD, 3 * SECOND);
      mails.add(mail(BAD, Fate.REJECTED, "", 1));
      sent("d", 3 * SECOND + MILLI, Recording.FIRST);
    }

    void enter(Trouble trouble, long second) {
      Phase phase = new Phase(trouble, "label", "title", "what", Duration.ofSeconds(1));
      phases.add(new Entered(phase, second * SECOND));
    }

    static Mail mail(String id, Fate fate, String provider, int calls) {
      return new Mail(id, 0, MILLI, fate, provider, calls, false, "");
    }

    void sent(String id, long at, String provider) {
      accept(id, at, provider);
      mails.add(mail(id, Fate.ACCEPTED, provider, 1));
    }

    void accept(String id, long at, String provider) {
      hits.add(new Hit(at, provider, true, id, true, 200));
    }

    void fault(String id, long at) {
      hits.add(new Hit(at, Recording.FIRST, true, id, false, 503));
    }

    List<Guarantee> check() {
      Recording recording =
          new Recording(phases, mails, hits, changes, List.of(), violations, BAD, 4 * SECOND);
      return Guarantees.check(recording, new Pace(1), 50);
    }
  }

  private static List<String> broken(Consumer<Run> spoil) {
    Run run = new Run();
    spoil.accept(run);
    List<Guarantee> checked = run.check();
    List<String> broken = checked.stream().filter(g -> !g.kept()).map(Guarantee::promise).toList();
    assertThat(Guarantee.exitCode(checked)).isEqualTo(broken.isEmpty() ? 0 : 1);
    return broken;
  }

  private static void assertBreaks(String promise, Consumer<Run> spoil) {
    assertThat(broken(spoil)).singleElement().asString().startsWith(promise);
  }

  @Test
  void aRunWithoutFaultKeepsAll() {
    assertThat(broken(run -> {})).isEmpty();
  }

  @Test
  void aFailedSendIsFound() {
    assertBreaks("No send fails", run -> run.mails.add(Run.mail("x", Fate.FAILED, "", 0)));
  }

  @Test
  void aMailThatNoServerHasIsFound() {
    assertBreaks(
        "No mail is lost", run -> run.mails.add(Run.mail("x", Fate.ACCEPTED, Recording.FIRST, 1)));
  }

  @Test
  void aSecondCopyIsFoundUnlessItIsFlagged() {
    Consumer<Run> twice = run -> run.accept("a", SECOND / 2, Recording.SECOND);
    assertThat(broken(twice)).anyMatch(promise -> promise.startsWith("No second copy"));
    Consumer<Run> flagged =
        run -> {
          twice.accept(run);
          run.mails.set(0, new Mail("a", 0, MILLI, Fate.ACCEPTED, Recording.FIRST, 2, true, ""));
        };
    assertThat(broken(flagged)).isEmpty();
  }

  @Test
  void aCallThatNoReceiptTellsOfIsFound() {
    assertBreaks("No re-send in secret", run -> run.fault("a", SECOND + MILLI));
  }

  @Test
  void aBreachOfTheDialectIsFound() {
    assertBreaks("Every request keeps", run -> run.violations.add("subject: is missing"));
  }

  @Test
  void aMalformedMessageAtTheOtherProviderIsFound() {
    assertBreaks(
        "A malformed message",
        run -> {
          run.hits.add(new Hit(3 * SECOND, Recording.SECOND, true, BAD, false, 400));
          run.mails.replaceAll(m -> m.id().equals(BAD) ? Run.mail(BAD, Fate.REJECTED, "", 2) : m);
        });
  }

  @Test
  void aMalformedMessageThatHarmsAProviderIsFound() {
    Change change =
        new Change(
            3 * SECOND + MILLI, Recording.FIRST, ProviderState.SUSPECT, StatusReason.FAULTS, "");
    assertBreaks("A malformed message", run -> run.changes.add(change));
  }

  @Test
  void aSlowFailoverIsFound() {
    assertBreaks(
        "The next provider takes over",
        run ->
            run.hits.replaceAll(
                hit ->
                    hit.provider().equals(Recording.SECOND)
                        ? new Hit(hit.at() + SECOND / 2, hit.provider(), true, "b", true, 200)
                        : hit));
  }

  @Test
  void wastedCallsAreFound() {
    assertBreaks(
        "Few calls",
        run -> {
          for (int i = 0; i < 40; i++) {
            run.fault("w" + i, SECOND + i * MILLI);
          }
        });
  }

  @Test
  void aProviderThatIsNotUsedAgainIsFound() {
    assertThat(broken(run -> run.hits.removeIf(hit -> hit.at() > 2 * SECOND && hit.accepted())))
        .anyMatch(promise -> promise.startsWith("SendGrid is used again"))
        .anyMatch(promise -> promise.startsWith("SendGrid takes the mail again"));
  }

  @Test
  void aCallerWhoWaitsTooLongIsFound() {
    assertBreaks(
        "Nobody waits longer",
        run ->
            run.mails.set(
                0, new Mail("a", 0, 20 * SECOND, Fate.ACCEPTED, Recording.FIRST, 1, false, "")));
  }
}
