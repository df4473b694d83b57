package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA keys that wrap and unwrap. Shapes in contracts, 7.3; the private part never leaves. */
final class Keys {

  private static final List<Integer> SIZES = List.of(2048, 3072, 4096);
  private static final List<String> OPERATIONS = List.of("wrapKey", "unwrapKey");

  private final VersionedFiles files;
  private final Lifecycle lifecycle;

  Keys(VersionedFiles files) {
    this.files = files;
    this.lifecycle =
        new Lifecycle(
            "keys",
            files,
            new Lifecycle.Shape() {
              @Override
              public ObjectNode whole(URI vault, String name, ObjectNode stored) {
                return bundle(vault, name, stored);
              }

              @Override
              public ObjectNode listed(String id, ObjectNode stored) {
                return described(Json.object().put("kid", id), stored);
              }

              @Override
              public VaultException notFound(String name) {
                return Keys.notFound(name);
              }

              @Override
              public VaultException notDeleted(String name) {
                return new VaultException(404, "KeyNotFound", "Deleted Key not found: " + name);
              }
            });
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  ObjectNode get(URI vault, String name, String version) {
    return bundle(vault, name, enabled("get", name, version));
  }

  /** Creates the key, or a new version of it when it is there. */
  ObjectNode create(URI vault, String name, JsonNode body) {
    if (!body.path("kty").asText().equals("RSA")) {
      throw VaultException.notServed("a key of type " + body.path("kty").asText("(none)"));
    }
    int bits = body.path("key_size").asInt(2048);
    if (!SIZES.contains(bits)) {
      throw VaultException.badParameter("key_size must be one of " + SIZES);
    }
    for (JsonNode operation : body.path("key_ops")) {
      if (!OPERATIONS.contains(operation.asText())) {
        throw VaultException.notServed("key operation " + operation.asText());
      }
    }
    if (body.hasNonNull("release_policy")) {
      throw VaultException.notServed("release_policy");
    }
    Attributes.check(body);
    ObjectNode content = content(bits);
    Attributes.set(content, body);
    if (body.path("tags").isObject()) {
      content.set("tags", body.get("tags"));
    }
    return bundle(vault, name, files.append(name, content));
  }

  /** A new version with the size and tags of the latest; older ones still unwrap. */
  ObjectNode rotate(URI vault, String name) {
    ObjectNode latest = find(name, "");
    ObjectNode content = content(privateKey(latest).getModulus().bitLength());
    if (latest.has("tags")) {
      content.set("tags", latest.get("tags"));
    }
    return bundle(vault, name, files.append(name, content));
  }

  void ensure(String name) {
    files.appendIfAbsent(name, () -> content(2048));
  }

  /** Not when the version is disabled, has expired or is not valid yet. */
  ObjectNode wrap(URI vault, String name, String version, JsonNode body) {
    ObjectNode stored = enabled("wrapKey", name, version);
    long now = files.now();
    if (Attributes.isEarly(stored, now)) {
      throw VaultException.forbidden(
          "Operation wrapKey is not allowed on a key that is not yet valid.", "KeyNotYetValid");
    }
    if (Attributes.isExpired(stored, now)) {
      throw VaultException.forbidden("Operation wrapKey is not allowed on an expired key.", null);
    }
    RSAPrivateCrtKey key = privateKey(stored);
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.ENCRYPT_MODE, RsaKeys.publicKey(key), padding(body));
      return result(vault, name, stored, cipher.doFinal(value(body)));
    } catch (GeneralSecurityException e) {
      throw VaultException.badParameter("value cannot be wrapped: " + e.getMessage());
    }
  }

  /** Also by a version that has expired or is not valid yet, as Key Vault does. */
  ObjectNode unwrap(URI vault, String name, String version, JsonNode body) {
    ObjectNode stored = enabled("unwrapKey", name, version);
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.DECRYPT_MODE, privateKey(stored), padding(body));
      return result(vault, name, stored, cipher.doFinal(value(body)));
    } catch (GeneralSecurityException e) {
      throw VaultException.badParameter("value was not wrapped by this key version and alg");
    }
  }

  private ObjectNode find(String name, String version) {
    return files
        .find(name, version)
        .orElseThrow(() -> notFound(version.isEmpty() ? name : name + "/" + version));
  }

  private ObjectNode enabled(String operation, String name, String version) {
    ObjectNode stored = find(name, version);
    if (!Attributes.isEnabled(stored)) {
      throw VaultException.forbidden(
          "Operation " + operation + " is not allowed on a disabled key.", "KeyDisabled");
    }
    return stored;
  }

  private static VaultException notFound(String what) {
    return new VaultException(
        404, "KeyNotFound", "A key with (name/id) " + what + " was not found in this key vault.");
  }

  private static OAEPParameterSpec padding(JsonNode body) {
    String alg = body.path("alg").asText();
    return switch (alg) {
      case "RSA-OAEP-256" ->
          new OAEPParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
      case "RSA-OAEP" ->
          new OAEPParameterSpec(
              "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
      default -> throw VaultException.badParameter("alg " + alg + " is not served");
    };
  }

  private static byte[] value(JsonNode body) {
    try {
      if (body.path("value").isTextual()) {
        return Base64.getUrlDecoder().decode(body.path("value").asText());
      }
    } catch (IllegalArgumentException e) {
      throw VaultException.badParameter("value is not base64url");
    }
    throw VaultException.badParameter("value is required");
  }

  private static ObjectNode content(int bits) {
    return Json.object()
        .put("pkcs8", Base64.getEncoder().encodeToString(RsaKeys.generate(bits).getEncoded()));
  }

  private static RSAPrivateCrtKey privateKey(ObjectNode stored) {
    return RsaKeys.decode(Base64.getDecoder().decode(stored.path("pkcs8").asText()));
  }

  private static String kid(URI vault, String name, ObjectNode stored) {
    return vault + "/keys/" + name + "/" + stored.path("version").asText();
  }

  private static ObjectNode result(URI vault, String name, ObjectNode stored, byte[] value) {
    return Json.object()
        .put("kid", kid(vault, name, stored))
        .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
  }

  private static ObjectNode bundle(URI vault, String name, ObjectNode stored) {
    RSAPrivateCrtKey key = privateKey(stored);
    ObjectNode bundle = Json.object();
    ObjectNode jwk = bundle.putObject("key").put("kid", kid(vault, name, stored)).put("kty", "RSA");
    OPERATIONS.forEach(jwk.putArray("key_ops")::add);
    jwk.put("n", unsigned(key.getModulus())).put("e", unsigned(key.getPublicExponent()));
    return described(bundle, stored);
  }

  private static ObjectNode described(ObjectNode shown, ObjectNode stored) {
    shown.set("attributes", Attributes.of(stored));
    shown.set("tags", stored.has("tags") ? stored.get("tags") : Json.object());
    return shown;
  }

  /** Base64url of the magnitude, as RFC 7518, section 6.3.1 has it. */
  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
