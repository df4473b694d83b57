package io.artistos.shared.text;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What pages and mails for fans say in one language: {@code words_<tag>.properties}, in UTF-8. Each
 * language has the same keys; {@code {0}}, {@code {1}} … stand for what a sentence is about.
 */
public final class Words {

  private static final Map<Language, Words> ALL = readAll();

  private final Language language;
  private final Map<String, String> texts;

  private Words(Language language, Map<String, String> texts) {
    this.language = language;
    this.texts = texts;
  }

  public static Words in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  public Language language() {
    return language;
  }

  /** For the attribute {@code lang}. */
  public String tag() {
    return language.tag();
  }

  /**
   * @param about what the places in the text are filled with; nothing in it is read again
   * @throws IllegalArgumentException when no text has that key
   */
  public String get(String key, String... about) {
    String text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    StringBuilder filled = new StringBuilder(text.length() + 32);
    int done = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', done)) {
      int close = text.indexOf('}', open);
      filled.append(text, done, open);
      filled.append(about[Integer.parseInt(text, open + 1, close, 10)]);
      done = close + 1;
    }
    return filled.append(text, done, text.length()).toString();
  }

  /** In order. */
  Set<String> keys() {
    return new TreeSet<>(texts.keySet());
  }

  private static Map<Language, Words> readAll() {
    Map<Language, Words> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, new Words(language, texts(language)));
    }
    return all;
  }

  private static Map<String, String> texts(Language language) {
    return Texts.properties(Words.class, "words_" + language.tag() + ".properties");
  }
}
