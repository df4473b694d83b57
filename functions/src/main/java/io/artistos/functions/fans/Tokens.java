package io.artistos.functions.fans;

import io.artistos.shared.http.Call;

/** The token of a signed link, which stands in the query as {@code t}. */
final class Tokens {

  private Tokens() {}

  /** Empty text, which no signature fits, when there is none. */
  static String of(Call call) {
    return call.query("t").orElse("");
  }
}
