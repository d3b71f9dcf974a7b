package io.akemail.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.akemail.spi.EmailProvider;
import io.akemail.spi.Origin;
import io.akemail.spi.Outcome;
import java.net.URI;
import org.junit.jupiter.api.DynamicTest;

/** What all parts of the provider contract share. */
abstract class ContractPart {
  final EmailProviderContract contract;

  ContractPart(EmailProviderContract contract) {
    this.contract = contract;
  }

  /** A test with a server and a provider of its own. */
  @FunctionalInterface
  interface Body {
    void run(FaultServer server, EmailProvider provider) throws Exception;
  }

  EmailProvider provider(URI baseUrl) {
    return contract.provider(baseUrl, Canary.KEY);
  }

  /** Runs a test against a server that accepts everything until told otherwise. */
  void run(Body body) throws Exception {
    try (FaultServer server = FaultServer.start().otherwise(contract.success("contract-1"));
        EmailProvider provider = provider(server.uri())) {
      body.run(server, provider);
    }
  }

  DynamicTest test(String name, Body body) {
    return dynamicTest(name, () -> run(body));
  }

  /** Sends the contract's message; fails if that throws or does not return in time. */
  static Outcome send(EmailProvider provider) {
    return Running.send(provider, Canary.message(), TestContext.create());
  }

  /** The side to which a fault is ascribed. */
  static Origin origin(Outcome fault) {
    if (fault instanceof Outcome.Unavailable unavailable) {
      return unavailable.origin();
    } else if (fault instanceof Outcome.Ambiguous ambiguous) {
      return ambiguous.origin();
    }
    throw new AssertionError("not a fault: " + fault);
  }
}
