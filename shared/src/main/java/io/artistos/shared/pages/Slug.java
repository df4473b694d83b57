package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.artistos.shared.http.Fields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a fan page in addresses: 3 to 40 of a–z, 0–9 and inner hyphens. */
public record Slug(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]");

  private static final int MOST_TYPED = 80;

  /** Stands in for what was rejected. */
  private static final Slug NONE = new Slug("none");

  /**
   * @throws IllegalArgumentException when it has another form
   */
  @JsonCreator
  public Slug {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a slug");
    }
  }

  /** As somebody typed it, upper case allowed; empty when it cannot be one. */
  public static Optional<Slug> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return FORM.matcher(lower).matches() ? Optional.of(new Slug(lower)) : Optional.empty();
  }

  /**
   * From the body's {@code slug}: one that may be had, whoever has it. What is wrong with it goes
   * to {@code fields}.
   */
  public static Slug read(Fields fields) {
    String text = fields.required("slug", MOST_TYPED);
    Optional<Slug> slug = parse(text);
    if (slug.isEmpty() && !text.isEmpty()) {
      fields.reject("slug", "invalid", "3 to 40 of a–z, 0–9 and hyphens between them.");
    } else if (slug.filter(ReservedSlugs::has).isPresent()) {
      fields.reject("slug", "reserved", "This name is kept for the platform.");
    }
    return slug.orElse(NONE);
  }

  @Override
  public String toString() {
    return value;
  }
}
