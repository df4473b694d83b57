package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code attributes} of secrets and keys; what was set is kept in the version itself. */
final class Attributes {

  private static final List<String> TIMES = List.of("exp", "nbf");

  private Attributes() {}

  static ObjectNode of(ObjectNode stored) {
    long created = stored.path("created").asLong();
    ObjectNode attributes =
        Json.object()
            .put("enabled", isEnabled(stored))
            .put("created", created)
            .put("updated", stored.path("updated").asLong(created))
            .put("recoveryLevel", "Recoverable+Purgeable")
            .put("recoverableDays", VersionedFiles.RECOVERABLE.toDays());
    for (String name : TIMES) {
      if (stored.has(name)) {
        attributes.set(name, stored.get(name));
      }
    }
    return attributes;
  }

  /** Refuses what cannot be read or is not served. */
  static void check(JsonNode body) {
    JsonNode attributes = body.path("attributes");
    for (String name : TIMES) {
      if (attributes.hasNonNull(name) && !attributes.get(name).isIntegralNumber()) {
        throw VaultException.badParameter("attributes." + name + " must be epoch seconds");
      }
    }
    if (attributes.hasNonNull("enabled") && !attributes.get("enabled").isBoolean()) {
      throw VaultException.badParameter("attributes.enabled must be true or false");
    }
    if (attributes.path("exportable").asBoolean(false)) {
      throw VaultException.notServed("attributes.exportable");
    }
  }

  /** Keeps what the body sets; what it leaves out stays. */
  static void set(ObjectNode stored, JsonNode body) {
    JsonNode attributes = body.path("attributes");
    if (attributes.hasNonNull("enabled")) {
      stored.put("enabled", attributes.path("enabled").asBoolean());
    }
    for (String name : TIMES) {
      if (attributes.hasNonNull(name)) {
        stored.set(name, attributes.get(name));
      }
    }
  }

  static boolean isEnabled(ObjectNode stored) {
    return stored.path("enabled").asBoolean(true);
  }

  /** Whether {@code now}, epoch seconds, is before {@code nbf}. */
  static boolean isEarly(ObjectNode stored, long now) {
    return now < stored.path("nbf").asLong(0);
  }

  /** Whether {@code now}, epoch seconds, is at or after {@code exp}. */
  static boolean isExpired(ObjectNode stored, long now) {
    return now >= stored.path("exp").asLong(Long.MAX_VALUE);
  }
}
