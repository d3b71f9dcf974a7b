package io.akemail.examples.fleet;

import io.akemail.testkit.Behaviour;
import io.akemail.testkit.ProviderServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Stand-ins for both services; each instance has ports of its own, so that one can fail alone. */
final class Servers implements AutoCloseable {
  private final Map<String, ProviderServer> sendGrids = new LinkedHashMap<>();
  private final Map<String, ProviderServer> sparkPosts = new LinkedHashMap<>();

  Servers(List<String> instances, FleetJournal journal) {
    for (String instance : instances) {
      ProviderServer sendGrid = ProviderServer.sendGrid(FleetNode.SENDGRID_KEY);
      sendGrid.onCall(call -> journal.hit(instance, FleetRecording.SENDGRID, call));
      sendGrids.put(instance, sendGrid);
      ProviderServer sparkPost = ProviderServer.sparkPost(FleetNode.SPARKPOST_KEY);
      sparkPost.onCall(call -> journal.hit(instance, FleetRecording.SPARKPOST, call));
      sparkPosts.put(instance, sparkPost);
    }
  }

  String sendGridUrl(String instance) {
    return Objects.requireNonNull(sendGrids.get(instance)).baseUrl().toString();
  }

  String sparkPostUrl(String instance) {
    return Objects.requireNonNull(sparkPosts.get(instance)).baseUrl().toString();
  }

  /** SendGrid does to all what an act says. */
  void all(Behaviour behaviour) {
    sendGrids.values().forEach(server -> server.behave(behaviour));
  }

  /** SendGrid does so to one instance alone. */
  void one(String instance, Behaviour behaviour) {
    Objects.requireNonNull(sendGrids.get(instance)).behave(behaviour);
  }

  private Stream<ProviderServer> everyServer() {
    return Stream.concat(sendGrids.values().stream(), sparkPosts.values().stream());
  }

  List<String> violations() {
    List<String> all = new ArrayList<>();
    everyServer().forEach(server -> all.addAll(server.violations()));
    return all;
  }

  /** Mails taken, each counted once. */
  long taken() {
    return ids().distinct().count();
  }

  /** Mails taken once more than they should be. */
  long copies() {
    return everyServer().mapToLong(server -> server.counts().accepted()).sum() - taken();
  }

  private Stream<String> ids() {
    return everyServer().flatMap(server -> server.mails().stream()).map(mail -> mail.messageId());
  }

  @Override
  public void close() {
    everyServer().forEach(ProviderServer::close);
  }
}
