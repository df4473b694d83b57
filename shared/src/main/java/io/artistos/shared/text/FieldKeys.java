package io.artistos.shared.text;

/**
 * Keys of what artists ask fans for and keep about them, the same on pages, in lists and in the
 * API: 1 to 40 letters and digits of ASCII, hyphens and underscores, of which the first is a letter
 * or a digit.
 */
public final class FieldKeys {

  /** What is wrong with one that is none, for people. */
  public static final String RULE =
      "Keys have 1 to 40 letters, digits, hyphens and underscores, and begin with a letter or digit.";

  private static final String KEY = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}";

  private FieldKeys() {}

  public static boolean isOne(String text) {
    return text.matches(KEY);
  }
}
