package io.artistos.shared.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The languages that pages and mails for fans are written in; their words are data. */
public enum Language {
  EN,
  DE,
  FR,
  ES,
  PT,
  JA;

  /** Longer headers come from no browser. */
  private static final int MOST_HEADER = 500;

  /** BCP 47. */
  @JsonValue
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(tag());
  }

  /**
   * @throws IllegalArgumentException when it is none of ours
   */
  @JsonCreator
  public static Language of(String tag) {
    return find(tag).orElseThrow(() -> new IllegalArgumentException("no such language"));
  }

  /** The same; English, which everything can be said in, when it is none of ours. */
  public static Language orEnglish(String tag) {
    return find(tag).orElse(EN);
  }

  /** By its tag, in any case; empty when it is none of ours. */
  public static Optional<Language> find(String tag) {
    return Arrays.stream(values()).filter(one -> one.tag().equalsIgnoreCase(tag)).findFirst();
  }

  /**
   * What a visitor reads best, by RFC 4647's lookup.
   *
   * @param acceptLanguage the header's value; what cannot be read counts as absent
   * @param offered at least one
   * @return the first one that is offered when nothing fits
   */
  public static Language best(Optional<String> acceptLanguage, Collection<Language> offered) {
    Language otherwise = offered.iterator().next();
    List<String> tags = offered.stream().map(Language::tag).toList();
    return acceptLanguage
        .filter(header -> header.length() <= MOST_HEADER)
        .map(Language::ranges)
        .map(ranges -> Locale.lookupTag(ranges, tags))
        .flatMap(Language::find)
        .orElse(otherwise);
  }

  private static List<LanguageRange> ranges(String header) {
    try {
      return LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
