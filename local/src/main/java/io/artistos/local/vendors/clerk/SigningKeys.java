package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tokens are signed with, in a file that only its owner may read. The newest signs;
 * all are in the JWKS. The first is made when it is first needed. Thread-safe.
 */
final class SigningKeys {

  /**
   * One key.
   *
   * @param id {@code ins_…}, the {@code kid}
   */
  record Key(String id, RSAPrivateCrtKey secret) {

    /** The half that everybody may know. */
    RSAPublicKey open() {
      try {
        RSAPublicKeySpec spec =
            new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
        return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BITS = 2048;

  private final Path file;
  private final List<Key> keys = new ArrayList<>();

  /** Never in the JWKS. */
  private @Nullable Key stranger;

  /**
   * @param file made on first use
   * @throws UncheckedIOException when it cannot be read
   */
  SigningKeys(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
  }

  /** What signs. */
  synchronized Key active() {
    if (keys.isEmpty()) {
      rotate();
    }
    return keys.getLast();
  }

  /** A key that is in no JWKS. */
  synchronized Key stranger() {
    if (stranger == null) {
      stranger = fresh();
    }
    return stranger;
  }

  /** From now on a new key signs; the others stay in the JWKS. */
  synchronized Key rotate() {
    Key key = fresh();
    keys.add(key);
    write();
    return key;
  }

  /** Takes all keys but the newest out of the JWKS, and gives how many there were. */
  synchronized int withdrawOld() {
    int old = Math.max(0, keys.size() - 1);
    keys.subList(0, old).clear();
    write();
    return old;
  }

  /**
   * {@code {"keys":[{"use":"sig","kty":"RSA","kid":"ins_…","alg":"RS256","n":"…","e":"AQAB"}]}}.
   */
  synchronized ObjectNode jwks() {
    active();
    ObjectNode jwks = JsonNodeFactory.instance.objectNode();
    ArrayNode entries = jwks.putArray("keys");
    for (Key key : keys) {
      entries
          .addObject()
          .put("use", "sig")
          .put("kty", "RSA")
          .put("kid", key.id())
          .put("alg", "RS256")
          .put("n", base64Url(key.secret().getModulus()))
          .put("e", base64Url(key.secret().getPublicExponent()));
    }
    return jwks;
  }

  /** Big-endian without a sign (RFC 7518, 6.3.1). */
  private static String base64Url(BigInteger number) {
    byte[] bytes = new byte[(number.bitLength() + 7) / 8];
    byte[] signed = number.toByteArray();
    System.arraycopy(signed, signed.length - bytes.length, bytes, 0, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Key fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      RSAPrivateCrtKey secret = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      return new Key(Ids.fresh("ins_"), secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try {
      for (JsonNode entry : JSON.readTree(file.toFile())) {
        byte[] encoded = Base64.getDecoder().decode(entry.path("pkcs8").asText());
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        RSAPrivateCrtKey secret =
            (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        keys.add(new Key(entry.path("kid").asText(), secret));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the keys of the local Clerk are not ours", e);
    }
  }

  private void write() {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (Key key : keys) {
      String encoded = Base64.getEncoder().encodeToString(key.secret().getEncoded());
      entries.addObject().put("kid", key.id()).put("pkcs8", encoded);
    }
    // Whole or not at all, and never readable for anybody else, not even for a moment.
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(whole);
      try (SeekableByteChannel channel =
          Files.newByteChannel(
              whole,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        JSON.writeValue(Channels.newOutputStream(channel), entries);
      }
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
