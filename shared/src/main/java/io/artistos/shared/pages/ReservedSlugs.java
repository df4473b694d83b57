package io.artistos.shared.pages;

import io.artistos.shared.text.Texts;
import java.util.Set;
import java.util.stream.Collectors;

/** Slugs that nobody gets, in {@code reserved-slugs.txt}, nor what looks like one of them. */
public final class ReservedSlugs {

  private static final Set<SlugForm> FORMS = read();

  private ReservedSlugs() {}

  public static boolean has(Slug slug) {
    return FORMS.contains(SlugForm.of(slug));
  }

  private static Set<SlugForm> read() {
    return Texts.lines(ReservedSlugs.class, "reserved-slugs.txt").stream()
        .map(Slug::new)
        .map(SlugForm::of)
        .collect(Collectors.toUnmodifiableSet());
  }
}
