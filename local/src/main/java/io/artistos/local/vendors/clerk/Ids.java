package io.artistos.local.vendors.clerk;

import java.security.SecureRandom;

/** Ids and other random texts as Clerk has them: a prefix and letters and digits. */
final class Ids {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 27;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** The prefix, such as {@code user_}, and 27 characters, some 160 bits. */
  static String fresh(String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
