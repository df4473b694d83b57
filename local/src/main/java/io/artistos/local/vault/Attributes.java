package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code attributes} of secrets and keys. Every version is enabled and never expires. */
final class Attributes {

  private Attributes() {}

  static ObjectNode of(ObjectNode stored) {
    long created = stored.path("created").asLong();
    return Json.object()
        .put("enabled", true)
        .put("created", created)
        .put("updated", created)
        .put("recoveryLevel", "Recoverable+Purgeable")
        .put("recoverableDays", 90);
  }

  /** Refuses a body that asks for a disabled, expiring, delayed or exportable version. */
  static void refuseUnserved(JsonNode body) {
    JsonNode attributes = body.path("attributes");
    if (!attributes.path("enabled").asBoolean(true)) {
      throw VaultException.notServed("attributes.enabled=false");
    }
    for (String name : List.of("exp", "nbf")) {
      if (attributes.hasNonNull(name)) {
        throw VaultException.notServed("attributes." + name);
      }
    }
    if (attributes.path("exportable").asBoolean(false)) {
      throw VaultException.notServed("attributes.exportable");
    }
  }
}
