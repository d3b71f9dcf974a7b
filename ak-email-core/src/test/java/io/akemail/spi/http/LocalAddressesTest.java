package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges of every range that is not the open internet. */
class LocalAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "0.255.255.255",
        "10.0.0.0",
        "10.1.2.3",
        "10.255.255.255",
        "100.64.0.0",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.0.0",
        "169.254.169.254",
        "169.254.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "224.0.0.0",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::2",
        "::7f00:1",
        "::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::c0a8:1",
        "64:ff9b:1::1",
        "64:ff9b:1:ffff::808:808",
        "100::",
        "100::1",
        "1fff::1",
        "4000::1",
        "fbff::1",
        "2001::1",
        "2001:0:7f00:1::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2002:c0a8:101::1",
        "fc00::",
        "fc00::1",
        "fd00:ec2::254",
        "fdff:ffff::1",
        "fe80::",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "feff::1",
        "ff00::",
        "ff02::1",
        "ffff::1",
        "2606:4700::5efe:7f00:1",
        "2606:4700::200:5efe:a00:1"
      })
  void anAddressOfThisHostOrAPrivateNetworkIsLocal(String address) throws UnknownHostException {
    assertThat(LocalAddresses.isLocal(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.1.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
        "2001:1::1",
        "2001:4860:4860::8888",
        "64:ff9b::808:808",
        "2002:808:808::1",
        "2606:4700::5efe:808:808",
        "3fff:ffff::1"
      })
  void anAddressOfTheOpenInternetIsNotLocal(String address) throws UnknownHostException {
    assertThat(LocalAddresses.isLocal(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254"})
  void aMappedAddressIsJudgedByWhatItMaps(String v4) throws UnknownHostException {
    assertThat(LocalAddresses.isLocal(mapped(InetAddress.getByName(v4).getAddress()))).isTrue();
  }

  @Test
  void aMappedAddressOfTheOpenInternetIsNotLocal() throws UnknownHostException {
    byte[] open = {8, 8, 8, 8};

    assertThat(LocalAddresses.isLocal(mapped(open))).isFalse();
  }

  /** The platform unmaps such addresses unless they are made like this. */
  private static InetAddress mapped(byte[] v4) throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(v4, 0, bytes, 12, 4);
    return Inet6Address.getByAddress(null, bytes, -1);
  }
}
