package io.artistos.shared.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Rules for text that people type. */
public final class Texts {

  /** RFC 5322, section 2.1.1, asks for lines of at most 78 characters. */
  private static final int LINE = 76;

  private Texts() {}

  /**
   * What is wrong with {@code text} as one line, in words for whoever typed it: too long, control
   * characters (line breaks, NUL and direction overrides among them), or broken Unicode.
   *
   * @param most in Unicode code points
   */
  public static Optional<String> faultOfLine(String text, int most) {
    if (text.codePointCount(0, text.length()) > most) {
      return Optional.of("At most " + most + " characters.");
    }
    return text.codePoints().anyMatch(Texts::isUnwanted)
        ? Optional.of("This has characters that cannot be used here.")
        : Optional.empty();
  }

  /** The same for text of several lines: line feeds and tabs are welcome. */
  public static Optional<String> faultOfText(String text, int most) {
    return faultOfLine(text.replace('\n', ' ').replace('\t', ' '), most);
  }

  /** {@code paragraph} in lines, for a mail's plain text; a longer word has a line of its own. */
  public static String inLines(String paragraph) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : paragraph.split(" ", -1)) {
      boolean fits = column + 1 + word.length() <= LINE;
      if (column > 0) {
        lines.append(fits ? ' ' : '\n');
      }
      column = column > 0 && fits ? column + 1 + word.length() : word.length();
      lines.append(word);
    }
    return lines.toString();
  }

  /**
   * A properties file beside a class, in UTF-8.
   *
   * @throws NullPointerException when there is no such file
   */
  public static Map<String, String> properties(Class<?> beside, String name) {
    try {
      Properties read = new Properties();
      read.load(new StringReader(file(beside, name)));
      return read.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(key -> key, read::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The lines of a list beside a class, in UTF-8, without blank ones and those that begin with #.
   *
   * @throws NullPointerException when there is no such file
   */
  public static List<String> lines(Class<?> beside, String name) {
    return file(beside, name)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /**
   * A file beside a class, in UTF-8.
   *
   * @throws NullPointerException when there is no such file
   */
  public static String file(Class<?> beside, String name) {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUnwanted(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Overrides and isolates let text pretend to be other text; joiners (U+200C, U+200D) are part
      // of names and emoji.
      case Character.FORMAT ->
          (codePoint >= 0x202A && codePoint <= 0x202E)
              || (codePoint >= 0x2066 && codePoint <= 0x2069)
              || codePoint == 0xFEFF;
      default -> codePoint == 0xFFFD;
    };
  }
}
