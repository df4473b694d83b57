package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.h2.mvstore.MVMap;

/** The team's sender domains; only from a verified one may mail be sent. Thread-safe. */
final class Domains {

  /** How far a domain has come. */
  enum Status {
    NOT_STARTED,
    VERIFIED,
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A domain.
   *
   * @param name in lower case
   */
  record Domain(String id, String name, String region, Status status, Instant createdAt) {}

  private static final String USUAL_REGION = "us-east-1";

  /** There is no DNS to look into: what begins so cannot be verified, everything else can. */
  private static final String UNVERIFIABLE = "unverifiable.";

  private final MailStore store;

  /** By name. */
  private final MVMap<String, String> domains;

  /**
   * @param verified the names that are verified from the beginning
   */
  Domains(MailStore store, List<String> verified, Instant now) {
    this.store = store;
    domains = store.map("domains");
    store.exclusively(
        () -> {
          verified.stream()
              .filter(name -> !domains.containsKey(name))
              .forEach(name -> put(name, USUAL_REGION, Status.VERIFIED, now));
          store.commit();
          return verified;
        });
  }

  List<Domain> all() {
    return domains.values().stream().map(Domains::read).toList();
  }

  Optional<Domain> find(String id) {
    return all().stream().filter(domain -> domain.id().equals(id)).findFirst();
  }

  /**
   * Refuses a sender whose domain is not verified; that of a parent domain does not help.
   *
   * @param from a valid address
   * @throws ResendException 403
   */
  void admit(String from) {
    String address = Addresses.bare(from);
    String name = address.substring(address.indexOf('@') + 1);
    String json = domains.get(name);
    if (json == null || read(json).status() != Status.VERIFIED) {
      throw new ResendException(
          403,
          "validation_error",
          "The "
              + name
              + " domain is not verified. Please, add and verify your domain on"
              + " https://resend.com/domains");
    }
  }

  /**
   * Adds a domain, which is not verified yet.
   *
   * @param region the usual one when empty
   * @throws ResendException 403 when it is there already
   */
  Domain add(String name, Optional<String> region, Instant now) {
    return store.exclusively(
        () -> {
          if (domains.containsKey(name)) {
            throw new ResendException(
                403, "validation_error", "The " + name + " domain has been registered already.");
          }
          Domain added = put(name, region.orElse(USUAL_REGION), Status.NOT_STARTED, now);
          store.commit();
          return added;
        });
  }

  /** Verifies a domain at once, or finds that it cannot; empty when there is none. */
  Optional<Domain> verify(String id) {
    return store.exclusively(
        () -> {
          Optional<Domain> found = find(id);
          found.ifPresent(
              domain -> {
                boolean good = !domain.name().startsWith(UNVERIFIABLE);
                Status status = good ? Status.VERIFIED : Status.FAILED;
                write(new Domain(id, domain.name(), domain.region(), status, domain.createdAt()));
                store.commit();
              });
          return found;
        });
  }

  /** Takes a domain away; what was there. */
  Optional<Domain> remove(String id) {
    return store.exclusively(
        () -> {
          Optional<Domain> found = find(id);
          found.ifPresent(
              domain -> {
                domains.remove(domain.name());
                store.commit();
              });
          return found;
        });
  }

  private Domain put(String name, String region, Status status, Instant now) {
    return write(new Domain(UUID.randomUUID().toString(), name, region, status, now));
  }

  private Domain write(Domain domain) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", domain.id())
            .put("name", domain.name())
            .put("region", domain.region())
            .put("status", domain.status().name())
            .put("createdAt", domain.createdAt().toString())
            .toString();
    domains.put(domain.name(), json);
    return domain;
  }

  private static Domain read(String json) {
    JsonNode node = MailJson.parseOwn(json);
    return new Domain(
        node.path("id").asText(),
        node.path("name").asText(),
        node.path("region").asText(),
        Status.valueOf(node.path("status").asText()),
        Instant.parse(node.path("createdAt").asText()));
  }
}
