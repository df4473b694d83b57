package io.artistos.shared.imports;

import io.artistos.shared.fans.Fan;
import io.artistos.shared.fans.FanFields;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.geo.Location;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Texts;
import io.artistos.shared.text.Uncollectable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number from 1, the header not counted
 * @param fan absent when the row is refused or left out
 * @param refusal why: a short code, which never quotes the row
 */
record ImportRow(long number, @Nullable ImportedFan fan, @Nullable String refusal) {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int MOST_TAG = 40;
  private static final int MOST_TAGS = 20;
  private static final int MOST_PLACE = 80;

  /** The clocks of others may be ahead. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String code) {
      super(code, null, false, false);
    }
  }

  /**
   * @param consentedAt of who has no time of their own in the file
   * @param tags that all get
   * @param ref of the import
   */
  static ImportRow read(
      long number,
      List<String> cells,
      Columns columns,
      @Nullable Instant consentedAt,
      List<String> tags,
      String ref,
      Instant now) {
    try {
      return new ImportRow(
          number, fan(cells, columns, consentedAt, tags, ref + ":" + number, now), null);
    } catch (Refused e) {
      return new ImportRow(number, null, e.getMessage());
    }
  }

  private static ImportedFan fan(
      List<String> cells,
      Columns columns,
      @Nullable Instant consentedAt,
      List<String> tags,
      String ref,
      Instant now)
      throws Refused {
    EmailAddress email =
        columns
            .cell(cells, ColumnRole.EMAIL)
            .flatMap(EmailAddress::parse)
            .orElseThrow(() -> new Refused("bad-email"));
    checkStanding(cells, columns);
    Map<String, String> fields = fields(cells, columns);
    return new ImportedFan(
        email,
        firstName(cells, columns),
        fields,
        tags(cells, columns, tags),
        consent(cells, columns, consentedAt, now),
        location(cells, columns),
        ref);
  }

  private static void checkStanding(List<String> cells, Columns columns) throws Refused {
    List<String> status = columns.cells(cells, ColumnRole.STATUS);
    if (status.stream().anyMatch(Standing::hasLeft)
        || columns.cells(cells, ColumnRole.NO_MAIL).stream().anyMatch(Standing::isYes)) {
      throw new Refused("left-there");
    }
    if (status.stream().anyMatch(Standing::neverAgreed)) {
      throw new Refused("never-agreed");
    }
  }

  private static Instant consent(
      List<String> cells, Columns columns, @Nullable Instant whole, Instant now) throws Refused {
    List<String> given = columns.cells(cells, ColumnRole.CONSENTED_AT);
    Optional<Instant> own =
        given.stream().map(Moments::instant).flatMap(Optional::stream).findFirst();
    if (own.isEmpty() && !given.isEmpty() && whole == null) {
      throw new Refused("bad-consent-date");
    }
    Instant at = own.orElse(whole);
    if (at == null) {
      throw new Refused("no-consent-date");
    }
    if (at.isAfter(now.plus(AHEAD))) {
      throw new Refused("consent-in-the-future");
    }
    return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  private static @Nullable String firstName(List<String> cells, Columns columns) throws Refused {
    Optional<String> first =
        columns
            .cell(cells, ColumnRole.FIRST_NAME)
            .or(() -> columns.cell(cells, ColumnRole.NAME).map(name -> name.split("\\s+", 2)[0]));
    if (first.isEmpty()) {
      return null;
    }
    if (Texts.faultOfLine(first.get(), FanFields.MOST_NAME).isPresent()) {
      throw new Refused("bad-name");
    }
    refuseUncollectable(first.get());
    return first.get();
  }

  private static Map<String, String> fields(List<String> cells, Columns columns) throws Refused {
    Map<String, String> fields = columns.fields(cells);
    columns
        .cell(cells, ColumnRole.CITY_GIVEN)
        .ifPresent(city -> fields.putIfAbsent(Fan.CITY, city));
    Optional<String> birthday = columns.cell(cells, ColumnRole.BIRTHDAY);
    if (birthday.isPresent()) {
      fields.put(
          Fan.BIRTHDAY,
          Moments.birthday(birthday.get()).orElseThrow(() -> new Refused("bad-birthday")));
    }
    if (fields.size() > FanFields.MOST_FIELDS) {
      throw new Refused("too-many-fields");
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      Optional<String> fault = FanFields.fault(field.getKey(), field.getValue());
      if (fault.isPresent()) {
        throw new Refused(fault.get());
      }
    }
    return Map.copyOf(fields);
  }

  private static List<String> tags(List<String> cells, Columns columns, List<String> all)
      throws Refused {
    Set<String> tags = new TreeSet<>(all);
    // Mailchimp puts quotes around each.
    columns.cells(cells, ColumnRole.TAGS).stream()
        .flatMap(text -> Arrays.stream(text.split("[,;|]", -1)))
        .map(tag -> tag.replace("\"", "").strip().toLowerCase(Locale.ROOT))
        .filter(tag -> !tag.isEmpty())
        .forEach(tags::add);
    if (tags.size() > MOST_TAGS) {
      throw new Refused("too-many-tags");
    }
    for (String tag : tags) {
      if (Texts.faultOfLine(tag, MOST_TAG).isPresent()) {
        throw new Refused("bad-tag");
      }
      refuseUncollectable(tag);
    }
    return List.copyOf(tags);
  }

  /** Where somebody is said to live; what is no place is left out. */
  private static @Nullable Location location(List<String> cells, Columns columns) {
    String country =
        columns
            .cell(cells, ColumnRole.COUNTRY)
            .map(text -> text.toUpperCase(Locale.ROOT))
            .filter(COUNTRIES::contains)
            .orElse(null);
    return country == null
        ? null
        : new Location(
            country,
            place(cells, columns, ColumnRole.REGION),
            place(cells, columns, ColumnRole.CITY));
  }

  private static @Nullable String place(List<String> cells, Columns columns, ColumnRole role) {
    return columns
        .cell(cells, role)
        .filter(text -> Texts.faultOfLine(text, MOST_PLACE).isEmpty())
        .filter(text -> Uncollectable.in(text).isEmpty())
        .orElse(null);
  }

  private static void refuseUncollectable(String text) throws Refused {
    Optional<String> what = Uncollectable.in(text);
    if (what.isPresent()) {
      throw new Refused(what.get());
    }
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ImportRow[" + number + "]";
  }
}
