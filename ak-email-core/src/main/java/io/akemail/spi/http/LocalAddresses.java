package io.akemail.spi.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells addresses of this host and of private networks from those of the open internet, after the
 * registries of special-purpose addresses (RFC 6890). An IPv6 address that carries an IPv4 address
 * is judged by the latter.
 */
final class LocalAddresses {
  private LocalAddresses() {}

  /** Whether the address is anything but a unicast address of the open internet. */
  static boolean isLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isLocalV4(bytes, 0) : isLocalV6(bytes);
  }

  private static boolean isLocalV4(byte[] b, int at) {
    int first = b[at] & 0xff;
    int second = b[at + 1] & 0xff;
    return switch (first) {
      case 0, 10, 127 -> true; // this network, private use, loopback
      case 100 -> second >= 64 && second <= 127; // shared by carriers (RFC 6598)
      case 169 -> second == 254; // link-local, and the metadata services of clouds
      case 172 -> second >= 16 && second <= 31;
      case 192 -> second == 168 || (second == 0 && b[at + 2] == 0);
      case 198 -> second == 18 || second == 19; // benchmarks
      default -> first >= 224; // multicast, reserved, broadcast
    };
  }

  private static boolean isLocalV6(byte[] b) {
    if (isZero(b, 0, 8)) {
      // Unspecified, loopback, and IPv4 as such, mapped or translated: all within ::/64.
      return isZero(b, 8, 15) || isLocalV4(b, 12);
    }
    if (startsWith(b, 0x00, 0x64, 0xff, 0x9b)) {
      return !isZero(b, 4, 12) || isLocalV4(b, 12); // NAT64: well-known prefix, else local use
    }
    if ((b[0] & 0xe0) != 0x20) {
      return true; // outside of 2000::/3: unique local, link-local, multicast, never assigned
    }
    if (startsWith(b, 0x20, 0x02)) {
      return isLocalV4(b, 2); // 6to4
    }
    if (startsWith(b, 0x20, 0x01, 0x00, 0x00)) {
      return true; // Teredo, which hides its IPv4 address
    }
    boolean isatap = (b[8] & 0xfd) == 0 && b[9] == 0 && b[10] == 0x5e && (b[11] & 0xff) == 0xfe;
    return isatap && isLocalV4(b, 12);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
  }
}
