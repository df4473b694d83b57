package io.artistos.shared.performance;

import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Titles as parts of ids. */
final class Titles {

  private static final int ID_BYTES = 12;

  private Titles() {}

  /** 16 characters of base64url, the same for the same title. */
  static String key(String title) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(title.getBytes(StandardCharsets.UTF_8));
      return Base64Url.encode(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
