package io.artistos.shared.performance;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.text.Base64Url;
import java.util.Arrays;

/** Titles as parts of ids. */
final class Titles {

  private static final int ID_BYTES = 12;

  private Titles() {}

  /** 16 characters of base64url, the same for the same title. */
  static String key(String title) {
    return Base64Url.encode(Arrays.copyOf(Sha256.of(title), ID_BYTES));
  }
}
