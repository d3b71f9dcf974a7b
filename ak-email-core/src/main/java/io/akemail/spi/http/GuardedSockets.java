package io.akemail.spi.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/**
 * Sockets that refuse to connect to addresses of this host and of private networks, whatever a name
 * was resolved to.
 *
 * <p>A proxy that the host app has set may stand in its private network: the connection to it is
 * let through, and what lies behind it is for the proxy to decide. Only unconnected sockets are
 * made, which is all that the client asks for.
 */
final class GuardedSockets extends SocketFactory {
  private final Supplier<List<Proxy>> proxies;

  /**
   * Makes the factory.
   *
   * @param proxies the proxies in use for the provider; asked only about addresses to be refused
   */
  GuardedSockets(Supplier<List<Proxy>> proxies) {
    this.proxies = proxies;
  }

  @Override
  public Socket createSocket() {
    return new Guarded();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  private boolean isProxy(InetSocketAddress target) {
    for (Proxy proxy : proxies.get()) {
      if (proxy.address() instanceof InetSocketAddress address
          && address.getPort() == target.getPort()
          && isSameHost(address, target)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSameHost(InetSocketAddress proxy, InetSocketAddress target) {
    return proxy.isUnresolved()
        ? proxy.getHostString().equalsIgnoreCase(target.getHostString())
        : proxy.getAddress().equals(target.getAddress());
  }

  /** Checks where it is about to connect to. */
  private final class Guarded extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (endpoint instanceof InetSocketAddress target
          && !target.isUnresolved()
          && LocalAddresses.isLocal(target.getAddress())
          && !isProxy(target)) {
        throw new RefusedAddressException();
      }
      super.connect(endpoint, timeout);
    }
  }
}
