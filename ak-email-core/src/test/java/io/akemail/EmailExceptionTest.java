package io.akemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.message.EmailMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** What a failure tells, here and in another process. */
class EmailExceptionTest {
  private final ScriptedProvider a = new ScriptedProvider("a");

  private static EmailException copy(EmailException failure) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (EmailException) in.readObject();
    }
  }

  @Test
  void aFailureThatWasSerializedStillTellsTheMessageAndTheDoubt() throws Exception {
    a.always(Step.lost());
    EmailMessage message = Messages.any();
    EmailException failure = Rig.of(a).fails(EmailUnavailableException.class, message);

    EmailException copy = copy(failure);

    assertThat(copy).hasMessage(failure.getMessage()).isInstanceOf(EmailUnavailableException.class);
    assertThat(copy.messageId()).isEqualTo(message.id());
    assertThat(copy.possiblyAccepted()).isTrue();
    assertThat(copy.attempts()).isEmpty();
  }

  @Test
  void aRejectionThatWasSerializedTellsItsProblemsInItsText() throws Exception {
    a.always(Step.reject());
    EmailRejectedException failure = Rig.of(a).fails(EmailRejectedException.class, Messages.any());

    EmailRejectedException copy = (EmailRejectedException) copy(failure);

    assertThat(copy).hasMessageContaining("to[0]: is unknown");
    assertThat(copy.problems()).isEmpty();
    assertThat(copy.possiblyAccepted()).isFalse();
  }

  @Test
  void aFailureTellsEveryAttemptAndNoRecipient() {
    a.always(Step.lost());
    ScriptedProvider b = new ScriptedProvider("b").always(Step.fault());
    EmailException failure = Rig.of(a, b).fails(EmailUnavailableException.class, Messages.any());

    assertThat(failure)
        .hasMessageContaining("a: AMBIGUOUS (the answer was lost) after 0 ms")
        .hasMessageContaining("b: UNAVAILABLE (503) after 0 ms");
    assertThat(failure.getMessage())
        .doesNotContain("ada", "example.org", "Your order", "Thank you");
    assertThat(failure.toString()).doesNotContain("ada", "Your order");
  }
}
