package io.artistos.shared.text;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of domains, typed in any script and kept in ASCII. */
public final class Domains {

  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

  /**
   * IDNA 2003, which the JDK has, makes another domain of these than IDNA 2008, which is in use
   * (UTS 46, section 7, "deviations"): ß becomes ss. Mail to a stranger would be worse than none.
   */
  private static final Pattern DEVIATIONS =
      Pattern.compile("[\\u00DF\\u1E9E\\u03C2\\u200C\\u200D]");

  private static final Set<UnicodeScript> ANY =
      EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

  /** Scripts that are written together, and that nobody takes for Latin. */
  private static final Set<UnicodeScript> EAST_ASIAN =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO);

  private Domains() {}

  /** In lower case; empty when there can be no such domain. */
  public static Optional<String> ascii(String typed) {
    if (DEVIATIONS.matcher(typed).find()) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(typed).toLowerCase(Locale.ROOT);
      return Optional.of(ascii).filter(domain -> DOMAIN.matcher(domain).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * In its own script where each label keeps to one that cannot pass for Latin letters, or all
   * labels have the same one; else in ASCII, which says plainly that it is unusual.
   */
  static String shown(String ascii) {
    if (!ascii.contains("xn--")) {
      return ascii;
    }
    String unicode = IDN.toUnicode(ascii);
    String[] labels = unicode.split("\\.", -1);
    Set<UnicodeScript> last = scripts(labels[labels.length - 1]);
    boolean safe =
        Arrays.stream(labels).map(Domains::scripts).allMatch(label -> isSafe(label, last));
    return safe && ascii(unicode).filter(ascii::equals).isPresent() ? unicode : ascii;
  }

  private static boolean isSafe(Set<UnicodeScript> label, Set<UnicodeScript> last) {
    return label.isEmpty()
        || label.equals(Set.of(UnicodeScript.LATIN))
        || EAST_ASIAN.containsAll(label)
        || (label.size() == 1 && label.equals(last));
  }

  private static Set<UnicodeScript> scripts(String label) {
    return label
        .codePoints()
        .mapToObj(UnicodeScript::of)
        .filter(script -> !ANY.contains(script))
        .collect(Collectors.toSet());
  }
}
