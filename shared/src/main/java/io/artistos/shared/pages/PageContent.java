package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.artistos.shared.text.Language;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an artist wrote for a fan page: all that is versioned. Immutable.
 *
 * @param language what the artist writes where {@code texts} has nothing for a visitor; it is there
 * @param title instead of the artist's name
 * @param texts the artist's words, by language
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

  /**
   * What is absent from older items was not asked for then. Some of those ask for what never got
   * through, and kept the form from working: that is not asked for any more.
   */
  public PageContent {
    Map<Language, PageText> sorted = new EnumMap<>(Language.class);
    sorted.putAll(Objects.requireNonNullElse(texts, Map.of()));
    texts = Collections.unmodifiableMap(sorted);
    colours = Objects.requireNonNullElse(colours, PageColours.NONE);
    links = List.copyOf(Objects.requireNonNullElse(links, List.of()));
    fields =
        Objects.requireNonNullElse(fields, List.<AskedField>of()).stream()
            .filter(AskedField::isSendable)
            .toList();
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

  /** All of ours, since a page has words of ours in each; what it speaks by default first. */
  @JsonIgnore
  public List<Language> languages() {
    return Arrays.stream(Language.values())
        .sorted(Comparator.comparing((Language one) -> one != language))
        .toList();
  }

  /**
   * The artist's words for who reads a language; those of the page's own language where there are
   * none, save for the consent: people agree to what they can read.
   */
  public PageText text(Language read) {
    PageText own = texts.getOrDefault(language, PageText.NONE);
    PageText text = texts.getOrDefault(read, PageText.NONE);
    return new PageText(
        text.intro() == null ? own.intro() : text.intro(),
        text.consent(),
        text.thanks() == null ? own.thanks() : text.thanks());
  }

  /** The language that the intro is in, for who reads another one. */
  public Language introLanguage(Language read) {
    boolean there = texts.containsKey(read) && texts.get(read).intro() != null;
    return there ? read : language;
  }
}
