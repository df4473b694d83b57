package io.artistos.shared.releases;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.text.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a release: {@code title}, {@code genre}, {@code moods} (a list of text),
 * {@code date} (as 2027-03-05), {@code timeZone} and {@code collaborators} (objects with {@code
 * name}, {@code role} and {@code share}, in per cent with at most two places).
 */
public record ReleaseFields(
    String title,
    @Nullable String genre,
    List<String> moods,
    @Nullable LocalDate date,
    ZoneId timeZone,
    List<Collaborator> collaborators) {

  private static final int MOST_BYTES = 32_768;
  private static final int MOST_TITLE = 120;
  private static final int MOST_GENRE = 60;
  private static final int MOST_MOODS = 10;
  private static final int MOST_MOOD = 30;
  private static final int MOST_COLLABORATORS = 50;
  private static final int MOST_NAME = 80;
  private static final int MOST_DATE = 10;

  /** Before it nothing was recorded. */
  private static final int FIRST_YEAR = 1860;

  /** Times are compared as text, which is right until the year 9999. */
  private static final int LAST_YEAR = 2199;

  /**
   * @param artistZone the zone where the body names none
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static ReleaseFields read(Call call, ZoneId artistZone) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String title = fields.required("title", MOST_TITLE);
    Optional<String> genre = fields.optional("genre", MOST_GENRE);
    List<String> moods = moods(fields);
    Optional<LocalDate> date = date(fields);
    ZoneId zone = fields.timeZone("timeZone").orElse(artistZone);
    List<Collaborator> collaborators = collaborators(fields);
    fields.check();
    return new ReleaseFields(
        title, genre.orElse(null), moods, date.orElse(null), zone, collaborators);
  }

  /**
   * @throws InvalidInput when the shares are not exactly 100 % together
   */
  static void checkSplits(List<Collaborator> collaborators) {
    int sum = Collaborator.sum(collaborators);
    if (sum != Collaborator.WHOLE) {
      throw new InvalidInput(
          "collaborators",
          "splits-incomplete",
          "The shares make " + new Collaborator("", "", sum).percent() + " %, not 100 %.");
    }
  }

  private static Optional<LocalDate> date(Fields fields) {
    Optional<String> text = fields.optional("date", MOST_DATE);
    Optional<LocalDate> date = text.flatMap(ReleaseFields::day);
    if (text.isPresent() && date.isEmpty()) {
      fields.reject("date", "invalid", "A day, as 2027-03-05.");
    }
    return date;
  }

  private static Optional<LocalDate> day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      boolean sensible = day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
      return sensible ? Optional.of(day) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<String> moods(Fields fields) {
    Set<String> moods = new LinkedHashSet<>();
    for (JsonNode node : list(fields, "moods", MOST_MOODS)) {
      text(fields, "moods[]", node, MOST_MOOD).ifPresent(moods::add);
    }
    return List.copyOf(moods);
  }

  private static List<Collaborator> collaborators(Fields fields) {
    List<Collaborator> all = new ArrayList<>();
    List<JsonNode> nodes = list(fields, "collaborators", MOST_COLLABORATORS);
    for (int i = 0; i < nodes.size(); i++) {
      JsonNode node = nodes.get(i);
      String path = "collaborators[" + i + "].";
      Optional<String> name = text(fields, path + "name", node.path("name"), MOST_NAME);
      Optional<String> role = text(fields, path + "role", node.path("role"), MOST_NAME);
      int share = basisPoints(fields, path + "share", node.path("share"));
      if (name.isPresent() && role.isPresent() && share > 0) {
        all.add(new Collaborator(name.get(), role.get(), share));
      }
    }
    if (Collaborator.sum(all) > Collaborator.WHOLE) {
      fields.reject("collaborators", "splits-exceed", "The shares make more than 100 %.");
    }
    return List.copyOf(all);
  }

  /** 0 when it is rejected. */
  private static int basisPoints(Fields fields, String path, JsonNode node) {
    // Jackson reads 1e400 as an infinite double.
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      BigDecimal share = node.decimalValue();
      boolean exact = share.stripTrailingZeros().scale() <= 2;
      if (exact && share.signum() > 0 && share.compareTo(BigDecimal.valueOf(100)) <= 0) {
        return share.movePointRight(2).intValueExact();
      }
    }
    fields.reject(path, "invalid", "Per cent: more than 0, at most 100, at most two places.");
    return 0;
  }

  private static List<JsonNode> list(Fields fields, String name, int most) {
    Optional<JsonNode> node = fields.node(name);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!node.get().isArray() || node.get().size() > most) {
      fields.reject(name, "invalid", "A list of at most " + most + ".");
      return List.of();
    }
    List<JsonNode> all = new ArrayList<>();
    node.get().forEach(all::add);
    return all;
  }

  private static Optional<String> text(Fields fields, String path, JsonNode node, int most) {
    String text = node.isTextual() ? node.textValue().strip() : "";
    Optional<String> fault =
        text.isEmpty()
            ? Optional.of("Text of 1 to " + most + " characters.")
            : Texts.faultOfLine(text, most);
    fault.ifPresent(detail -> fields.reject(path, "invalid", detail));
    return fault.isPresent() ? Optional.empty() : Optional.of(text);
  }
}
