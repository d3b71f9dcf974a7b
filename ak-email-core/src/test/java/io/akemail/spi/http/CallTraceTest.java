package io.akemail.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.akemail.spi.Origin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Handshake;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Route;
import org.junit.jupiter.api.Test;

/** Orders of events that a server cannot bring about at will. */
class CallTraceTest {
  private final CallTrace trace = new CallTrace(null, () -> Duration.ZERO);
  private final Call call =
      new OkHttpClient().newCall(new Request.Builder().url("http://localhost/").build());
  private final InetSocketAddress address = new InetSocketAddress(443);

  @Test
  void aConnectionThatLostTheRaceChangesNothing() {
    trace.connectStart(call, address, Proxy.NO_PROXY);
    trace.connectEnd(call, address, Proxy.NO_PROXY, Protocol.HTTP_1_1);
    trace.connectionAcquired(call, new Acquired());

    trace.connectStart(call, address, Proxy.NO_PROXY);
    trace.connectFailed(call, address, Proxy.NO_PROXY, null, new RefusedAddressException());

    assertThat(trace.origin()).isEqualTo(Origin.PROVIDER);
    assertThat(trace.isRefused()).isFalse();
  }

  @Test
  void aConnectionOpenedButNotTakenIsNotThisCalls() {
    trace.connectEnd(call, address, Proxy.NO_PROXY, null);
    trace.connectFailed(call, address, Proxy.NO_PROXY, null, new IOException());

    assertThat(trace.origin()).isEqualTo(Origin.LOCAL);
  }

  @Test
  void textShowsNothing() {
    assertThat(trace).hasToString("CallTrace");
  }

  private static final class Acquired implements Connection {
    @Override
    public Route route() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Handshake handshake() {
      return null;
    }

    @Override
    public Protocol protocol() {
      return Protocol.HTTP_1_1;
    }
  }
}
