package io.artistos.shared.pages;

import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.text.Language;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which language an answer is in: the one that the address names, else what the visitor reads best.
 */
public final class Speaking {

  private Speaking() {}

  /** One that the page speaks. */
  public static Language of(Call call, FanPage page) {
    return of(call, page.content().languages());
  }

  /** Any of ours. */
  public static Language of(Call call) {
    return of(call, List.of(Language.values()));
  }

  /** The answer, saying which language it is in and that others would have got another. */
  public static Reply in(Language language, Reply reply) {
    return reply.with("Content-Language", language.tag()).with("Vary", "Accept-Language");
  }

  private static Language of(Call call, Collection<Language> offered) {
    Optional<Language> named = call.query("lang").flatMap(Language::find);
    return named
        .filter(offered::contains)
        .orElseGet(() -> Language.best(call.header("accept-language"), offered));
  }
}
