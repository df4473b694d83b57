package io.artistos.shared.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
    try (InputStream in = ReservedSlugs.class.getResourceAsStream("reserved-slugs.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Slug::new)
          .map(SlugForm::of)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
