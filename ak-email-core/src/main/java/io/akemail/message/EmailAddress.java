package io.akemail.message;

import io.akemail.internal.Text;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox: an address and, if given, the name shown with it.
 *
 * <p>Accepted addresses are {@code local@domain} with
 *
 * <ul>
 *   <li>a local part in the dot-atom form of RFC 5322, in Unicode as of RFC 6531, of at most 64
 *       bytes of UTF-8. A quoted local part is refused;
 *   <li>a domain with a dot, or {@code localhost}, of at most 253 characters in ASCII form. A
 *       Unicode domain is turned into its ASCII form by {@link java.net.IDN}, which knows the
 *       characters of Unicode 3.2 only: give a newer one in its {@code xn--} form. Address
 *       literals, numeric addresses and a final dot are refused.
 * </ul>
 *
 * <p>The whole may have 254 bytes, a name 320 characters without C0 controls. Two are equal when
 * their names are equal and their addresses are, without regard to case.
 *
 * <p>Immutable and thread-safe. {@link #toString()} shows a hash of the address only.
 */
public final class EmailAddress {
  private final String address;
  private final String domain;
  private final String key;
  private final @Nullable String name;

  /** Takes checked parts; see {@link AddressParser}. */
  EmailAddress(String address, String domain, @Nullable String name) {
    this.address = address;
    this.domain = domain;
    this.key = address.toLowerCase(Locale.ROOT);
    this.name = name;
  }

  /**
   * Reads an address as people write it: {@code ada@example.org}, {@code Ada Lovelace
   * <ada@example.org>} or {@code "Lovelace, Ada" <ada@example.org>}. Spaces around it are dropped.
   * A name with one of {@code ()<>[]:;@\,"} must be in double quotes, so that a list of addresses
   * is not taken for one.
   *
   * @throws InvalidMessageException when the text is null or no such address; its one problem has
   *     an empty field
   */
  public static EmailAddress of(String text) {
    return AddressParser.parse(text);
  }

  /**
   * Takes an address and a name as they are; the name is not parsed and needs no quotes.
   *
   * @param address such as {@code ada@example.org}
   * @param name such as {@code Lovelace, Ada}; blank means none
   * @throws InvalidMessageException when one is null or not allowed; its one problem has an empty
   *     field
   */
  public static EmailAddress of(String address, String name) {
    return AddressParser.parse(address, name);
  }

  /**
   * {@return the address without the name: the local part as given, the domain as {@link #domain}}
   */
  public String address() {
    return address;
  }

  /** {@return what stands before the at sign, as given; may hold Unicode} */
  public String localPart() {
    return address.substring(0, address.length() - domain.length() - 1);
  }

  /** {@return what stands after the at sign: ASCII (Punycode) and lower case} */
  public String domain() {
    return domain;
  }

  /** {@return the name shown to readers, not encoded in any way; never blank} */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /**
   * Tells whether every system can carry the address.
   *
   * @return false when the local part needs the SMTPUTF8 extension (RFC 6531)
   */
  public boolean hasAsciiLocalPart() {
    return DomainName.isAscii(address);
  }

  /**
   * Writes the mailbox as RFC 5322 does, in Unicode: {@code ada@example.org}, {@code Ada
   * <ada@example.org>} or, when the name needs it, {@code "Lovelace, Ada" <ada@example.org>}. The
   * name is not encoded as RFC 2047 wants it in a mail header. {@link #of(String)} reads it back.
   */
  public String format() {
    if (name == null) {
      return address;
    }
    StringBuilder text = new StringBuilder(name.length() + address.length() + 8);
    if (needsQuotes(name)) {
      text.append('"');
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c == '"' || c == '\\') {
          text.append('\\');
        }
        text.append(c);
      }
      text.append('"');
    } else {
      text.append(name);
    }
    return text.append(" <").append(address).append('>').toString();
  }

  /** What makes two addresses the same mailbox: the address in lower case. */
  String key() {
    return key;
  }

  private static boolean needsQuotes(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128 && c != ' ' && !LocalPart.isAtomText(c)) {
        return true;
      }
    }
    return name.contains("=?"); // would be taken for an encoded word
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmailAddress that
        && key.equals(that.key)
        && Objects.equals(name, that.name);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Objects.hashCode(name);
  }

  /** {@return a short hash of the address, such as {@code EmailAddress#1a2b3c4d}} */
  @Override
  public String toString() {
    return "EmailAddress#" + Text.fingerprint(key);
  }
}
