package io.akemail.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.akemail.outbox.OutboxException;
import io.akemail.outbox.OutboxException.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Looks at what an outbox throws. */
final class Failures {
  private Failures() {}

  /** Returns all that a log would show of it. */
  static AbstractStringAssert<?> of(Reason reason, ThrowingCallable call) {
    OutboxException e = catchThrowableOfType(OutboxException.class, call);
    assertThat(e).as("what was thrown").isNotNull();
    assertThat(e.reason()).isEqualTo(reason);
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return assertThat(trace.toString().replaceAll("\\R\\s+(at|\\.\\.\\.) .*", ""));
  }
}
