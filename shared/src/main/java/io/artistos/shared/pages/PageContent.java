package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an artist wrote for a fan page: all that is versioned. Immutable.
 *
 * @param language what visitors read whose own is not among {@code texts}; {@code texts} has it
 * @param title instead of the artist's name
 * @param texts in each language that the page speaks
 * @param redirect where a fan goes on to after confirming
 */
public record PageContent(
    Language language,
    @Nullable String title,
    Map<Language, PageText> texts,
    @Nullable PageImage image,
    PageColours colours,
    List<PageLink> links,
    List<AskedField> fields,
    @Nullable URI redirect) {

  /** What is absent from older items was not asked for then. */
  public PageContent {
    Map<Language, PageText> sorted = new EnumMap<>(Language.class);
    sorted.putAll(Objects.requireNonNullElse(texts, Map.of()));
    texts = Collections.unmodifiableMap(sorted);
    colours = Objects.requireNonNullElse(colours, PageColours.NONE);
    links = List.copyOf(Objects.requireNonNullElse(links, List.of()));
    fields = List.copyOf(Objects.requireNonNullElse(fields, List.of()));
  }

  /**
   * The artist's words in one language; each may be absent.
   *
   * @param intro some lines under the name
   * @param consent instead of our wording; {@code {artist}} stands for the artist's name
   * @param thanks under the title of the page after the form
   */
  public record PageText(
      @Nullable String intro, @Nullable String consent, @Nullable String thanks) {

    static final PageText NONE = new PageText(null, null, null);
  }

  /** Artwork of one of the artist's releases, and what it shows for those who cannot see it. */
  public record PageImage(String releaseId, String mediaId, String alt) {}

  /**
   * As {@code #rrggbb}; what is absent is ours.
   *
   * @param accent of the button and the record
   * @param background of the page; decides whether the rest is light or dark
   */
  public record PageColours(@Nullable String accent, @Nullable String background) {

    static final PageColours NONE = new PageColours(null, null);
  }

  /** Somewhere else that the artist is. */
  public record PageLink(String label, URI url) {}

  /** What a page begins with: a line or two, the fields that every page had. */
  public static PageContent first(@Nullable String intro) {
    return new PageContent(
        Language.EN,
        null,
        Map.of(Language.EN, new PageText(intro, null, null)),
        null,
        PageColours.NONE,
        List.of(),
        List.of(AskedField.FIRST_NAME),
        null);
  }

  /** The languages that the page speaks, what it speaks by default first. */
  @JsonIgnore
  public List<Language> languages() {
    return texts.keySet().stream()
        .sorted(java.util.Comparator.comparing((Language one) -> one != language))
        .toList();
  }

  /** The artist's words in a language that the page speaks. */
  public PageText text(Language spoken) {
    return texts.getOrDefault(spoken, PageText.NONE);
  }

  /** The keys of what is asked for. */
  Set<String> fieldKeys() {
    return fields.stream()
        .map(AskedField::key)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
