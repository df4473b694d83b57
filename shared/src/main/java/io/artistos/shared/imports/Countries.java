package io.artistos.shared.imports;

import io.artistos.shared.text.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries as lists name them: by their code, or by their name in one of our languages. */
final class Countries {

  /** By code and by name, in lower case. */
  private static final Map<String, String> CODES = codes();

  private Countries() {}

  /** ISO 3166-1 alpha-2; empty for what is no country. */
  static Optional<String> code(String text) {
    return Optional.ofNullable(CODES.get(lower(text.strip())));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> codes() {
    // What people write, and no locale has.
    Map<String, String> codes =
        new HashMap<>(
            Map.of("usa", "US", "uk", "GB", "england", "GB", "scotland", "GB", "wales", "GB"));
    for (String code : Locale.getISOCountries()) {
      codes.put(lower(code), code);
      Locale country = Locale.of("", code);
      for (Language language : Language.values()) {
        codes.putIfAbsent(lower(country.getDisplayCountry(language.locale())), code);
      }
    }
    return Map.copyOf(codes);
  }
}
