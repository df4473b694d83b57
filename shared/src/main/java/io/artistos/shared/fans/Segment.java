package io.artistos.shared.fans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.http.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of an artist's fans. Always confirmed ones only.
 *
 * @param tags a fan has one of them; empty for any
 * @param countries ISO 3166-1 alpha-2, of the sign-up; empty for any, those without one included
 */
public record Segment(List<String> tags, List<String> countries) {

  private static final int MOST = 50;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  public Segment {
    tags = Objects.requireNonNullElse(tags, List.of());
    countries = Objects.requireNonNullElse(countries, List.of());
  }

  /** Everybody who is confirmed. */
  public static Segment everybody() {
    return new Segment(List.of(), List.of());
  }

  /**
   * From the object in a field, every confirmed fan when it is absent; faults go to {@code fields}.
   */
  public static Segment read(Fields fields, String name) {
    Optional<JsonNode> node = fields.node(name);
    if (node.isEmpty()) {
      return everybody();
    }
    if (!node.get().isObject()) {
      fields.reject(name, "wrong-type", "This field must be an object.");
      return everybody();
    }
    List<String> tags = FanTags.read(fields, name + ".tags", node.get().path("tags"), MOST);
    return new Segment(tags, countries(fields, name + ".countries", node.get().path("countries")));
  }

  private static List<String> countries(Fields fields, String name, JsonNode list) {
    Set<String> found = new TreeSet<>();
    for (JsonNode one : list) {
      String code = one.asText().toUpperCase(Locale.ROOT);
      if (!COUNTRIES.contains(code)) {
        fields.reject(name, "invalid", "Countries are codes of ISO 3166-1, such as DE.");
        return List.of();
      }
      found.add(code);
    }
    boolean isList = list.isMissingNode() || list.isNull() || list.isArray();
    if (!isList || found.size() > MOST) {
      fields.reject(name, "invalid", "A list of at most " + MOST + " codes.");
      return List.of();
    }
    return List.copyOf(found);
  }

  /** The condition of a query; its parameters are {@link #parameters}. */
  String condition() {
    List<String> all = new ArrayList<>(List.of("c.type = 'fan'", "c.status = 'confirmed'"));
    if (!countries.isEmpty()) {
      all.add("c.signup.location.country IN (" + names("@country", countries.size()) + ")");
    }
    if (!tags.isEmpty()) {
      List<String> any = new ArrayList<>();
      for (int i = 0; i < tags.size(); i++) {
        any.add("ARRAY_CONTAINS(c.tags, @tag" + i + ")");
      }
      all.add("(" + String.join(" OR ", any) + ")");
    }
    return String.join(" AND ", all);
  }

  Map<String, Object> parameters() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < countries.size(); i++) {
      values.put("@country" + i, countries.get(i));
    }
    for (int i = 0; i < tags.size(); i++) {
      values.put("@tag" + i, tags.get(i));
    }
    return values;
  }

  /** {@code @id0, @id1, …}, for a list of parameters. */
  static String names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
  }
}
