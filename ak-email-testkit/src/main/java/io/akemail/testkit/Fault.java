package io.akemail.testkit;

/**
 * How and where a {@link FaultServer} breaks one exchange.
 *
 * @param at how far the exchange goes
 * @param how what happens there
 * @param answer the answer that is cut, for those stages that begin to answer
 */
public record Fault(Stage at, End how, CannedAnswer answer) {

  /** How far an exchange goes before the fault, in order. */
  public enum Stage {
    /**
     * The connection is accepted, or its last exchange is over, and nothing more is read: on a
     * connection that was used before, this is the idle connection that its peer has closed.
     */
    IDLE,
    /** The first bytes are answered with bytes that are neither TLS nor HTTP. */
    HANDSHAKE,
    /** The head and about half of the body are read. */
    HALF_REQUEST,
    /** The whole request is read, nothing is answered. */
    WHOLE_REQUEST,
    /** Half of the status line is answered. */
    HALF_STATUS_LINE,
    /** The status line and half of the header fields are answered. */
    HALF_HEADERS,
    /** The head and half of the body are answered. */
    HALF_BODY
  }

  /** What happens at that stage. */
  public enum End {
    /** The connection is closed (FIN). */
    CLOSE,
    /** The connection is broken off (RST). */
    RESET,
    /** Silence, until {@link FaultServer#release} or the server's close resets the connection. */
    HANG,
    /** Silence until {@link FaultServer#release}, then it goes on as if nothing had been. */
    PAUSE
  }

  /** A fault that cuts an answer of 200 with some JSON, where it cuts one. */
  public static Fault of(Stage at, End how) {
    return new Fault(at, how, CannedAnswer.json(200, "{\"results\":{\"id\":\"1\"}}"));
  }

  /** The same fault, cutting this answer; one without a body gets a short one. */
  public Fault cutting(CannedAnswer whole) {
    return new Fault(at, how, whole.bodyBytes().length == 0 ? whole.body("{}") : whole);
  }

  /** Stage and end, as in {@code HALF_BODY/RESET}. */
  @Override
  public String toString() {
    return at + "/" + how;
  }
}
