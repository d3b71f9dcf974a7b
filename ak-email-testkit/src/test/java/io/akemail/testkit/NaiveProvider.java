package io.akemail.testkit;

import io.akemail.message.EmailMessage;
import io.akemail.spi.Capability;
import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import io.akemail.spi.ProviderId;
import io.akemail.spi.SendContext;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A provider with an HTTP client as it comes, which sends a POST again on its own account. */
record NaiveProvider(URI baseUrl, OkHttpClient client) implements EmailProvider {
  NaiveProvider(URI baseUrl) {
    this(baseUrl, new OkHttpClient());
  }

  @Override
  public ProviderId id() {
    return ProviderId.of("naive");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Outcome send(EmailMessage message, SendContext context) {
    RequestBody body = RequestBody.create("{}", MediaType.get("application/json"));
    Request request = new Request.Builder().url(baseUrl + "/send").post(body).build();
    Call call = client.newCall(request);
    context.onCancel(call::cancel);
    context.beginWriting();
    try (Response response = call.execute()) {
      return response.code() == 201
          ? new Outcome.Accepted("1")
          : new Outcome.Ambiguous(Origin.PROVIDER, "status " + response.code());
    } catch (IOException e) {
      return new Outcome.Ambiguous(Origin.LOCAL, "no answer");
    }
  }

  @Override
  public String credentialFingerprint(byte[] deploymentSalt) {
    return "0123456789abcdef";
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
