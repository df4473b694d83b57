package io.artistos.shared.crypto;

import io.artistos.shared.text.Base64Url;
import java.util.Map;
import java.util.TreeMap;

/**
 * Versions of one key: the newest signs, all of them verify, so that what was signed before a
 * rotation stays valid. Kept as the text of one secret: {@code k1:<base64url>,k2:<base64url>},
 * oldest first.
 */
public final class KeyRing {

  private static final int LEAST_BYTES = 32;

  private final Map<Integer, byte[]> keys;
  private final int newest;

  private KeyRing(Map<Integer, byte[]> keys, int newest) {
    this.keys = keys;
    this.newest = newest;
  }

  /**
   * @throws IllegalStateException when the text is not of that form or a key is under 32 bytes; the
   *     message does not hold it
   */
  public static KeyRing parse(Secret<String> text) {
    Map<Integer, byte[]> keys = new TreeMap<>();
    int newest = 0;
    for (String entry : text.value().split(",", -1)) {
      String[] parts = entry.split(":", 2);
      if (parts.length != 2 || !parts[0].matches("k[1-9][0-9]?")) {
        throw new IllegalStateException("a key ring is written k1:<base64url>,k2:<base64url>");
      }
      byte[] key = decode(parts[1]);
      if (key.length < LEAST_BYTES) {
        throw new IllegalStateException("a key of a key ring is shorter than 32 bytes");
      }
      newest = Integer.parseInt(parts[0].substring(1));
      keys.put(newest, key);
    }
    return new KeyRing(keys, newest);
  }

  private static byte[] decode(String text) {
    try {
      return Base64Url.decode(text);
    } catch (IllegalArgumentException e) {
      // Without the cause, which may quote it.
      throw new IllegalStateException("a key of a key ring is not base64url");
    }
  }

  /** The version that signs, 1 to 99. */
  int newest() {
    return newest;
  }

  /**
   * @throws InvalidToken when there is no such version (any more)
   */
  byte[] key(int version) {
    byte[] key = keys.get(version);
    if (key == null) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
    return key;
  }
}
