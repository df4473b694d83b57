package io.artistos.shared.team;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * How an API key is written: {@code artistos_}, 32 characters of base62 (190 bits) and six more
 * that are a CRC-32 of them, so that a scanner for leaked secrets knows one without asking us, and
 * a typing error costs no request. For scanners: {@code \bartistos_[0-9A-Za-z]{38}\b}, of which the
 * last six are the CRC-32 of the 32 before them in base62, digits first, then capitals, padded with
 * zeros.
 */
final class KeyText {

  static final String PREFIX = "artistos_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 32;
  private static final int CHECK = 6;
  private static final int HINT = 4;

  private KeyText() {}

  static Secret<String> random(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RANDOM; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new Secret<>(PREFIX + text + check(text.toString()));
  }

  /** Whether it is written like a key. */
  static boolean isOne(String text) {
    if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + RANDOM + CHECK) {
      return false;
    }
    String body = text.substring(PREFIX.length(), PREFIX.length() + RANDOM);
    return body.chars().allMatch(c -> DIGITS.indexOf(c) >= 0) && text.endsWith(check(body));
  }

  /** The last four characters: of the checksum, not of what is secret. */
  static String hint(Secret<String> key) {
    return key.value().substring(key.value().length() - HINT);
  }

  /** SHA-256 in base64url: with 190 random bits in the text, no slower hash makes it safer. */
  static String hash(String text) {
    return Base64Url.encode(Sha256.of(text));
  }

  private static String check(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    long value = crc.getValue();
    char[] check = new char[CHECK];
    for (int i = CHECK - 1; i >= 0; i--) {
      check[i] = DIGITS.charAt((int) (value % DIGITS.length()));
      value /= DIGITS.length();
    }
    return new String(check);
  }
}
