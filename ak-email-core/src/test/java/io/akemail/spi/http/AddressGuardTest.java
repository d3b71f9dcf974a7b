package io.akemail.spi.http;

import static io.akemail.spi.http.Posts.ACCEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No connection is opened into this host or a private network, whatever a name resolves to. */
class AddressGuardTest {
  private static final String REFUSAL =
      " is an address of a local network, which only allowLocalNetwork() permits";

  private static HttpTransport resolving(int port, List<InetAddress> addresses) {
    HttpUrl base = HttpUrl.get("https://name.example:" + port + "/");
    BoundedDns dns = new BoundedDns(host -> addresses, System::nanoTime, Thread::new);
    return new HttpTransport(base, Headers.of(), Clients.of(base, null, false, dns));
  }

  @Test
  void aNameThatResolvesToThisHostIsRefusedAndNothingConnects() throws IOException {
    try (RawServer server = new RawServer(RawServer.answering(RawServer.OK));
        HttpTransport transport =
            resolving(
                server.port(),
                List.of(
                    InetAddress.getLoopbackAddress(), InetAddress.getByName("169.254.169.254")))) {
      TestContext context = new TestContext();

      Outcome outcome = transport.post(Posts.small(), context, ACCEPT);

      assertThat(outcome).isEqualTo(new Outcome.Misconfigured("name.example" + REFUSAL));
      assertThat(server.connections()).isZero();
      assertThat(context.asked()).isZero();
    }
  }

  @Test
  void aFaultOfAnotherAddressOfTheNameIsAFaultNotAMistake() throws IOException {
    List<InetAddress> addresses =
        List.of(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("8.8.8.8"));
    TestSockets sockets =
        new TestSockets(
            () ->
                new Socket() {
                  @Override
                  public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    throw endpoint.toString().contains("10.0.0.1")
                        ? new RefusedAddressException()
                        : new NoRouteToHostException();
                  }
                });
    OkHttpClient client =
        new OkHttpClient.Builder().dns(host -> addresses).socketFactory(sockets).build();
    try (HttpTransport transport =
        HttpTransport.builder(URI.create("https://name.example")).httpClient(client).build()) {
      Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

      assertThat(outcome.kind()).isEqualTo(Outcome.Kind.UNAVAILABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1:1", "https://[::1]:1", "https://169.254.169.254"})
  void aLiteralAddressIsRefused(String base) {
    try (HttpTransport transport = HttpTransport.builder(URI.create(base)).build()) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.MISCONFIGURED);
    }
  }

  @Test
  void localhostIsRefused() {
    try (HttpTransport transport =
        HttpTransport.builder(URI.create("https://localhost:1")).build()) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT))
          .isEqualTo(new Outcome.Misconfigured("localhost" + REFUSAL));
    }
  }

  @Test
  void aClientOfTheHostIsGuardedToo() {
    try (HttpTransport transport =
        HttpTransport.builder(URI.create("https://localhost:1"))
            .httpClient(new OkHttpClient())
            .build()) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.MISCONFIGURED);
    }
  }

  @Test
  void aSocketFactoryOfTheHostDecidesItself() throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder().socketFactory(new TestSockets(Socket::new)).build();
    try (RawServer server = new RawServer(RawServer.Peer::close);
        HttpTransport transport =
            HttpTransport.builder(URI.create("https://127.0.0.1:" + server.port()))
                .httpClient(client)
                .build()) {
      assertThat(transport.post(Posts.small(), new TestContext(), ACCEPT).kind())
          .isEqualTo(Outcome.Kind.UNAVAILABLE);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aProxyOfTheHostMayStandInItsPrivateNetworkAndResolvesTheName() throws Exception {
    BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    try (RawServer proxy =
        new RawServer(
            peer -> {
              heads.add(peer.readHead());
              peer.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            })) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
      OkHttpClient client =
          new OkHttpClient.Builder().proxy(new Proxy(Proxy.Type.HTTP, address)).build();
      try (HttpTransport transport =
          HttpTransport.builder(URI.create("https://name.invalid")).httpClient(client).build()) {
        Outcome outcome = transport.post(Posts.small(), new TestContext(), ACCEPT);

        assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
        assertThat(((Outcome.Unavailable) outcome).origin()).isEqualTo(Origin.LOCAL);
        assertThat(heads.take())
            .startsWith("CONNECT name.invalid:443 HTTP/1.1\r\n")
            .doesNotContainIgnoringCase("authorization");
      }
    }
  }

  @Test
  void onlyTheProxysOwnAddressAndPortAreLetThrough() throws IOException {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      int port = server.port();
      Stream.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              InetSocketAddress.createUnresolved("LOCALHOST", port))
          .forEach(
              proxy -> {
                GuardedSockets sockets =
                    new GuardedSockets(() -> List.of(new Proxy(Proxy.Type.HTTP, proxy)));

                assertConnects(sockets, port);
                assertRefuses(sockets, new InetSocketAddress("localhost", port - 1));
                assertRefuses(sockets, new InetSocketAddress("127.0.0.2", port));
              });
    }
  }

  private static void assertConnects(GuardedSockets sockets, int port) {
    try (Socket socket = sockets.createSocket()) {
      socket.connect(new InetSocketAddress("localhost", port), 1000);
      assertThat(socket.isConnected()).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefuses(GuardedSockets sockets, InetSocketAddress target) {
    assertThatExceptionOfType(RefusedAddressException.class)
        .isThrownBy(() -> sockets.createSocket().connect(target));
    assertThatExceptionOfType(RefusedAddressException.class)
        .isThrownBy(() -> sockets.createSocket().connect(target, 1000));
  }

  @Test
  void everyWayToASocketIsGuarded() {
    GuardedSockets sockets = new GuardedSockets(List::of);
    InetAddress here = InetAddress.getLoopbackAddress();

    assertRefuses(sockets, new InetSocketAddress(here, 1));
    assertThatThrownBy(() -> sockets.createSocket(here, 1));
    assertThatThrownBy(() -> sockets.createSocket("localhost", 1));
    assertThatThrownBy(() -> sockets.createSocket(here, 1, here, 0));
    assertThatThrownBy(() -> sockets.createSocket("localhost", 1, here, 0));
  }
}
