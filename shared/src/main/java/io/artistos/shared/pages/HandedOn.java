package io.artistos.shared.pages;

import io.artistos.shared.http.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one address of a page hands on to the next: where visitors came from, and their language.
 */
public final class HandedOn {

  private static final String SOURCE = "source";
  private static final String CAMPAIGN = "utm_source";
  private static final String LANGUAGE = "lang";

  private HandedOn() {}

  /** An address without a query, with what the call's own says. */
  public static String by(Call call, String address) {
    Map<String, String> said = new LinkedHashMap<>();
    Stream.of(SOURCE, CAMPAIGN, LANGUAGE)
        .forEach(name -> call.query(name).ifPresent(value -> said.put(name, value)));
    return with(address, said);
  }

  /**
   * An address without a query, in a language.
   *
   * @param source empty where nothing says
   */
  static String in(String language, String source, String address) {
    Map<String, String> said = new LinkedHashMap<>(Map.of(LANGUAGE, language));
    Optional.of(source).filter(text -> !text.isEmpty()).ifPresent(text -> said.put(SOURCE, text));
    return with(address, said);
  }

  private static String with(String address, Map<String, String> query) {
    return query.isEmpty()
        ? address
        : query.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", address + "?", ""));
  }
}
