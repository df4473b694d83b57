package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Secrets. Shapes in contracts, 7.3. */
final class Secrets {

  /** Key Vault's limit of a secret's value. */
  private static final int MAX_BYTES = 25_000;

  private final VersionedFiles files;
  private final Lifecycle lifecycle;

  Secrets(VersionedFiles files) {
    this.files = files;
    this.lifecycle =
        new Lifecycle(
            "secrets",
            files,
            new Lifecycle.Shape() {
              @Override
              public ObjectNode whole(URI vault, String name, ObjectNode stored) {
                ObjectNode bundle = bundle(vault, name, stored);
                bundle.remove("value");
                return bundle;
              }

              @Override
              public ObjectNode listed(String id, ObjectNode stored) {
                return described(Json.object().put("id", id), stored);
              }

              @Override
              public VaultException notFound(String name) {
                return Secrets.notFound(name);
              }

              @Override
              public VaultException notDeleted(String name) {
                return new VaultException(
                    404, "SecretNotFound", "Deleted Secret not found: " + name);
              }
            });
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  /** Also one that has expired or is not valid yet, as Key Vault does; not a disabled one. */
  ObjectNode get(URI vault, String name, String version) {
    ObjectNode found =
        files
            .find(name, version)
            .orElseThrow(() -> notFound(version.isEmpty() ? name : name + "/" + version));
    if (!Attributes.isEnabled(found)) {
      throw VaultException.forbidden(
          "Operation get is not allowed on a disabled secret.", "SecretDisabled");
    }
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
    Attributes.check(body);
    ObjectNode content = content(value.asText());
    Attributes.set(content, body);
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
    return described(bundle, stored);
  }

  private static ObjectNode described(ObjectNode shown, ObjectNode stored) {
    if (stored.has("contentType")) {
      shown.set("contentType", stored.get("contentType"));
    }
    shown.set("attributes", Attributes.of(stored));
    shown.set("tags", stored.has("tags") ? stored.get("tags") : Json.object());
    return shown;
  }

  private static VaultException notFound(String what) {
    return new VaultException(
        404,
        "SecretNotFound",
        "A secret with (name/id) " + what + " was not found in this key vault.");
  }
}
