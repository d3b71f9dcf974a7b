package io.akemail.spi.http;

import io.akemail.message.Problem;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Turns what ended a call without an answer into an outcome: by how much of the body may have left,
 * not by the exception, and in words of our own, since the exception's may hold the URL.
 */
final class Faults {
  private Faults() {}

  /** The outcome of a request that could not even be made. */
  static Outcome unmade(RuntimeException fault) {
    if (fault instanceof UncheckedIOException unchecked
        && unchecked.getCause() instanceof UnreadableAttachmentException unreadable) {
      return rejected("attachment", unreadable.reason());
    }
    return new Outcome.Unavailable(
        Origin.LOCAL, "the request could not be made: " + fault.getClass().getSimpleName());
  }

  /** The outcome of a call that ended without a parsed answer. */
  static Outcome unanswered(Exception fault, CallTrace trace, PostBody body, String host) {
    UnreadableAttachmentException unreadable = body.unreadable();
    if (unreadable != null) {
      return rejected("attachment", unreadable.reason());
    }
    return switch (body.stage()) {
      case REFUSED ->
          new Outcome.Unavailable(Origin.LOCAL, "given up before the request was written");
      case PREPARED -> unwritten(fault, trace, host);
      case WRITING ->
          new Outcome.Unavailable(trace.origin(), "request cut off: " + words(fault, trace));
      case HANDED_OVER ->
          // HTTP/2 says so of a stream that it did not process (RFC 9113, 8.7), and the client of
          // one above the last stream of a GOAWAY. The exception's type is not open to us.
          "stream was reset: REFUSED_STREAM".equals(fault.getMessage())
              ? new Outcome.Unavailable(trace.origin(), "HTTP/2 stream refused")
              : new Outcome.Ambiguous(trace.origin(), "no answer: " + words(fault, trace));
    };
  }

  static Outcome rejected(String field, String reason) {
    return new Outcome.Rejected(List.of(new Problem(field, reason)));
  }

  private static Outcome unwritten(Exception fault, CallTrace trace, String host) {
    if (trace.isRefused()) {
      return new Outcome.Misconfigured(
          host + " is an address of a local network, which only allowLocalNetwork() permits");
    }
    String why =
        switch (trace.phase()) {
          case STARTED, CONNECT -> "no connection: " + words(fault, trace);
          case LOOKUP -> trace.isLookupSlow() ? "name not resolved in time" : "name not resolved";
          case TLS -> "TLS handshake failed: " + words(fault, trace);
          case CONNECTED -> "request not begun: " + words(fault, trace);
        };
    return new Outcome.Unavailable(trace.origin(), why);
  }

  private static String words(Exception fault, CallTrace trace) {
    String message = String.valueOf(fault.getMessage());
    if (trace.isCancelled()) {
      return trace.isTimeOver() ? "time over" : "given up";
    } else if (fault instanceof SocketTimeoutException) {
      return "timed out";
    } else if (fault instanceof InterruptedIOException || fault instanceof InterruptedException) {
      return "interrupted";
    } else if (fault instanceof NoRouteToHostException) {
      return "no route";
    } else if (fault instanceof ConnectException) {
      return isRefusal(fault) ? "connection refused" : "not reachable";
    } else if (fault instanceof SSLException) {
      return tlsWords(fault);
    } else if (fault instanceof EOFException || fault.getCause() instanceof EOFException) {
      return "connection closed";
    } else if (fault instanceof ProtocolException) {
      return "not valid HTTP";
    } else if (message.startsWith("stream was reset")) {
      return "HTTP/2 stream reset";
    } else {
      return message.contains("reset") || message.contains("roken pipe")
          ? "connection reset"
          : "connection lost";
    }
  }

  private static boolean isRefusal(Exception fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return String.valueOf(cause.getMessage()).contains("refused");
  }

  private static String tlsWords(Exception fault) {
    if (fault instanceof SSLPeerUnverifiedException) {
      return "certificate of another name";
    }
    return fault.getCause() instanceof CertificateException
        ? "certificate not trusted"
        : "TLS fault";
  }
}
