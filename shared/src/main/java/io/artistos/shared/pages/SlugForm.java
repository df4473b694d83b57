package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a slug looks at a glance: what is easily taken for one another is the same in it, so that
 * {@code mira-so1} cannot stand beside {@code mira-sol}. Hyphens do not count.
 */
public record SlugForm(@JsonValue String value) {

  public static SlugForm of(Slug slug) {
    return new SlugForm(
        slug.value()
            .replace("-", "")
            .replace('0', 'o')
            .replace('1', 'l')
            .replace('i', 'l')
            .replace('5', 's')
            .replace("rn", "m")
            .replace("vv", "w"));
  }

  @Override
  public String toString() {
    return value;
  }
}
