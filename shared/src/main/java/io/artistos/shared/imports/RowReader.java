package io.artistos.shared.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.fans.Fan;
import io.artistos.shared.fans.FanFields;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Json;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes fans of the rows of one file, or says why not. */
final class RowReader {

  private static final int MOST_TAG = 40;
  private static final int MOST_TAGS = 20;
  private static final int MOST_PLACE = 80;

  /** Days before are what programs write that have none: 1900, 1904, 1970. */
  static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  /** The clocks of others may be ahead. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String code) {
      super(code, null, false, false);
    }
  }

  private final Columns columns;
  private final @Nullable Instant consentedAt;
  private final List<String> tags;
  private final Moments moments;
  private final String ref;
  private final Instant now;

  /**
   * @param task what holds for all rows
   * @param ref of the import
   */
  RowReader(Columns columns, ImportTask task, String ref, Instant now) {
    this.columns = columns;
    this.consentedAt = task.consentedAt();
    this.tags = task.tags();
    this.moments = Moments.of(task.dayFirst());
    this.ref = ref;
    this.now = now;
  }

  /**
   * @param number from 1, the header not counted
   */
  ImportRow read(long number, List<String> cells) {
    try {
      return new ImportRow(number, fan(cells, ref + ":" + number), null);
    } catch (Refused e) {
      return new ImportRow(number, null, e.getMessage());
    }
  }

  private ImportedFan fan(List<String> cells, String row) throws Refused {
    EmailAddress email =
        columns
            .cell(cells, ColumnRole.EMAIL)
            .flatMap(EmailAddress::parse)
            .orElseThrow(() -> new Refused("bad-email"));
    checkStanding(cells);
    return new ImportedFan(
        email,
        firstName(cells),
        fields(cells),
        allTags(cells),
        consent(cells),
        location(cells),
        row);
  }

  private void checkStanding(List<String> cells) throws Refused {
    List<String> status = columns.cells(cells, ColumnRole.STATUS);
    if (status.stream().anyMatch(Standing::hasLeft)
        || columns.cells(cells, ColumnRole.NO_MAIL).stream().anyMatch(Standing::isYes)) {
      throw new Refused("left-there");
    }
    // Some tools have a yes or no where others have the day.
    if (status.stream().anyMatch(Standing::neverAgreed)
        || columns.cells(cells, ColumnRole.CONSENTED_AT).stream().anyMatch(Standing::neverAgreed)) {
      throw new Refused("never-agreed");
    }
    // A column of this name may hold a part of a country as well.
    if (columns.cells(cells, ColumnRole.STATUS, name -> !name.equalsIgnoreCase("state")).stream()
        .anyMatch(word -> !Standing.hasAgreed(word))) {
      throw new Refused("unknown-status");
    }
  }

  private Instant consent(List<String> cells) throws Refused {
    List<String> given =
        columns.cells(cells, ColumnRole.CONSENTED_AT).stream()
            .filter(text -> !Standing.hasAgreed(text))
            .toList();
    Optional<Instant> own =
        given.stream().map(moments::instant).flatMap(Optional::stream).findFirst();
    if (own.isEmpty() && !given.isEmpty()) {
      throw new Refused("bad-consent-date");
    }
    Instant at = own.orElse(consentedAt);
    if (at == null) {
      throw new Refused("no-consent-date");
    }
    if (at.isAfter(now.plus(AHEAD))) {
      throw new Refused("consent-in-the-future");
    }
    if (at.isBefore(EARLIEST)) {
      throw new Refused("consent-too-early");
    }
    return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
  }

  private @Nullable String firstName(List<String> cells) throws Refused {
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

  private Map<String, String> fields(List<String> cells) throws Refused {
    Map<String, String> fields = columns.fields(cells);
    Optional<String> others = columns.cell(cells, ColumnRole.FIELDS);
    if (others.isPresent()) {
      exported(others.get()).forEach(fields::putIfAbsent);
    }
    columns
        .cell(cells, ColumnRole.CITY_GIVEN)
        .ifPresent(city -> fields.putIfAbsent(Fan.CITY, city));
    Optional<String> birthday = columns.cell(cells, ColumnRole.BIRTHDAY);
    if (birthday.isPresent()) {
      fields.put(
          Fan.BIRTHDAY,
          moments.birthday(birthday.get()).orElseThrow(() -> new Refused("bad-birthday")));
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

  private static Map<String, String> exported(String json) throws Refused {
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object(json).properties()) {
      if (!field.getValue().isTextual()) {
        throw new Refused("bad-fields");
      }
      fields.put(field.getKey(), field.getValue().textValue());
    }
    return fields;
  }

  private static JsonNode object(String json) throws Refused {
    try {
      JsonNode read = Json.MAPPER.readTree(json);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Refused like what is no object, without the cause, which quotes the cell.
    }
    throw new Refused("bad-fields");
  }

  private List<String> allTags(List<String> cells) throws Refused {
    Set<String> all = new TreeSet<>(tags);
    // Mailchimp puts quotes around each.
    columns.cells(cells, ColumnRole.TAGS).stream()
        .flatMap(text -> Arrays.stream(text.split("[,;|]", -1)))
        .map(tag -> tag.replace("\"", "").strip().toLowerCase(Locale.ROOT))
        .filter(tag -> !tag.isEmpty())
        .forEach(all::add);
    if (all.size() > MOST_TAGS) {
      throw new Refused("too-many-tags");
    }
    for (String tag : all) {
      if (Texts.faultOfLine(tag, MOST_TAG).isPresent()) {
        throw new Refused("bad-tag");
      }
      refuseUncollectable(tag);
    }
    return List.copyOf(all);
  }

  /** Where somebody is said to live; what is no place is left out. */
  private @Nullable Location location(List<String> cells) {
    String country = columns.cell(cells, ColumnRole.COUNTRY).flatMap(Countries::code).orElse(null);
    return country == null
        ? null
        : new Location(country, place(cells, ColumnRole.REGION), place(cells, ColumnRole.CITY));
  }

  private @Nullable String place(List<String> cells, ColumnRole role) {
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
}
