package io.artistos.functions.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where visitors came from, handed on from one address to the next. */
final class Sources {

  private Sources() {}

  /** The address with {@code ?source=}, where there is one. */
  static String on(String address, Optional<String> source) {
    return source
        .filter(text -> !text.isEmpty())
        .map(text -> address + "?source=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .orElse(address);
  }
}
