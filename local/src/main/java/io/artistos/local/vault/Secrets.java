package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Secrets: get and set. Shapes in contracts, 7.3. */
final class Secrets {

  /** Key Vault's limit of a secret's value. */
  private static final int MAX_BYTES = 25_000;

  private final VersionedFiles files;

  Secrets(VersionedFiles files) {
    this.files = files;
  }

  ObjectNode get(URI vault, String name, String version) {
    ObjectNode found =
        files
            .find(name, version)
            .orElseThrow(
                () ->
                    new VaultException(
                        404,
                        "SecretNotFound",
                        "A secret with (name/id) "
                            + (version.isEmpty() ? name : name + "/" + version)
                            + " was not found in this key vault."));
    return bundle(vault, name, found);
  }

  ObjectNode set(URI vault, String name, JsonNode body) {
    JsonNode value = body.path("value");
    if (!value.isTextual()) {
      throw VaultException.badParameter("value is required and must be text");
    }
    if (value.asText().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw VaultException.badParameter("value is longer than " + MAX_BYTES + " bytes");
    }
    Attributes.refuseUnserved(body);
    ObjectNode content = content(value.asText());
    if (body.path("contentType").isTextual()) {
      content.set("contentType", body.get("contentType"));
    }
    if (body.path("tags").isObject()) {
      content.set("tags", body.get("tags"));
    }
    return bundle(vault, name, files.append(name, content));
  }

  void putIfAbsent(String name, Supplier<String> value) {
    files.appendIfAbsent(name, () -> content(value.get()));
  }

  private static ObjectNode content(String value) {
    return Json.object().put("value", value);
  }

  private static ObjectNode bundle(URI vault, String name, ObjectNode stored) {
    ObjectNode bundle = Json.object();
    bundle.set("value", stored.get("value"));
    bundle.put("id", vault + "/secrets/" + name + "/" + stored.path("version").asText());
    if (stored.has("contentType")) {
      bundle.set("contentType", stored.get("contentType"));
    }
    bundle.set("attributes", Attributes.of(stored));
    bundle.set("tags", stored.has("tags") ? stored.get("tags") : Json.object());
    return bundle;
  }
}
