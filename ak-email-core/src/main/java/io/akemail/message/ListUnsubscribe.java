package io.akemail.message;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a recipient leaves a list: the List-Unsubscribe headers of RFC 2369 and RFC 8058.
 *
 * <p>Immutable and thread-safe; equal by value. {@link #toString()} shows neither address, since
 * both may hold a token of the recipient.
 */
public final class ListUnsubscribe {
  private static final String POST = "List-Unsubscribe=One-Click";

  private final @Nullable URI uri;
  private final @Nullable String mailto;

  private ListUnsubscribe(@Nullable URI uri, @Nullable String mailto) {
    this.uri = uri;
    this.mailto = mailto;
  }

  /**
   * Lets mail clients leave the list by one POST request to an address (RFC 8058).
   *
   * @param https absolute, with a host, without user info and fragment, at most 900 characters
   * @throws InvalidMessageException naming the field {@code uri}
   */
  public static ListUnsubscribe oneClick(URI https) {
    Problems problems = new Problems();
    problems.addIf("uri", UnsubscribeRules.https(https));
    problems.throwIfAny();
    return new ListUnsubscribe(https, null);
  }

  /**
   * Lets mail clients choose between one POST request (RFC 8058) and a mail.
   *
   * @param https as in {@link #oneClick(URI)}
   * @param mailto as in {@link #mailto(String)}
   * @throws InvalidMessageException naming the fields {@code uri} and {@code mailto}
   */
  public static ListUnsubscribe oneClick(URI https, String mailto) {
    Problems problems = new Problems();
    problems.addIf("uri", UnsubscribeRules.https(https));
    problems.addIf("mailto", UnsubscribeRules.mailto(mailto));
    problems.throwIfAny();
    problems.addIf("mailto", UnsubscribeRules.bothFit(https, mailto));
    problems.throwIfAny();
    return new ListUnsubscribe(https, UnsubscribeRules.mailtoUri(mailto));
  }

  /**
   * Lets mail clients leave the list by a mail.
   *
   * @param mailto an address such as {@code leave@example.org}, or a URI such as {@code
   *     mailto:leave@example.org?subject=leave} (RFC 6068), in ASCII, at most 900 characters
   * @throws InvalidMessageException naming the field {@code mailto}
   */
  public static ListUnsubscribe mailto(String mailto) {
    Problems problems = new Problems();
    problems.addIf("mailto", UnsubscribeRules.mailto(mailto));
    problems.throwIfAny();
    return new ListUnsubscribe(null, UnsubscribeRules.mailtoUri(mailto));
  }

  /** {@return the address for the POST request} */
  public Optional<URI> uri() {
    return Optional.ofNullable(uri);
  }

  /** {@return the address for a mail, as a {@code mailto:} URI} */
  public Optional<String> mailto() {
    return Optional.ofNullable(mailto);
  }

  /** {@return the value of the header List-Unsubscribe, at most 980 characters of ASCII} */
  public String header() {
    if (uri == null) {
      return "<" + mailto + ">";
    }
    String first = "<" + uri.toASCIIString() + ">";
    return mailto == null ? first : first + ", <" + mailto + ">";
  }

  /** {@return the value of the header List-Unsubscribe-Post, when there is a POST address} */
  public Optional<String> postHeader() {
    return uri == null ? Optional.empty() : Optional.of(POST);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListUnsubscribe that
        && Objects.equals(uri, that.uri)
        && Objects.equals(mailto, that.mailto);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(uri) + Objects.hashCode(mailto);
  }

  /** {@return which ways there are, and nothing else} */
  @Override
  public String toString() {
    if (uri == null) {
      return "ListUnsubscribe[mailto]";
    }
    return mailto == null ? "ListUnsubscribe[one-click]" : "ListUnsubscribe[one-click, mailto]";
  }
}
