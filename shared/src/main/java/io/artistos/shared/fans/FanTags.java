package io.artistos.shared.fans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tags that the artist's people sort their fans by. Thread-safe. */
public final class FanTags {

  private static final int MOST_BYTES = 8_192;
  private static final int MOST_TAGS = 20;
  private static final int MOST_CHARACTERS = 40;

  private final Database database;

  public FanTags(Database database) {
    this.database = database;
  }

  /**
   * From the body: {@code {"tags": […]}}.
   *
   * @throws InvalidInput when one is not 1 to 40 characters, or there are more than 20
   */
  public static List<String> read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    List<String> tags = read(fields, "tags");
    if (!fields.has("tags")) {
      fields.reject("tags", "required", "This field is needed.");
    }
    fields.check();
    return tags;
  }

  /** The tags in a field of a body, none when it is absent; faults go to {@code fields}. */
  public static List<String> read(Fields fields, String name) {
    return fields.node(name).map(node -> read(fields, name, node, MOST_TAGS)).orElse(List.of());
  }

  /** In lower case, each once, in order; faults go to {@code fields}. */
  static List<String> read(Fields fields, String name, JsonNode list, int most) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    Set<String> tags = new TreeSet<>();
    for (JsonNode one : list) {
      String tag = one.asText().strip().toLowerCase(Locale.ROOT);
      if (!one.isTextual()
          || tag.isEmpty()
          || Texts.faultOfLine(tag, MOST_CHARACTERS).isPresent()) {
        fields.reject(name, "invalid", "Tags are text of 1 to " + MOST_CHARACTERS + " characters.");
        return List.of();
      }
      tags.add(tag);
    }
    if (!list.isArray() || tags.size() > most) {
      fields.reject(name, "invalid", "A list of at most " + most + " tags.");
      return List.of();
    }
    return List.copyOf(tags);
  }

  /**
   * Gives the fan these tags and no others. One read and at most one write, and a read of what came
   * of it.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws NotFound when there is no such fan
   * @throws Outdated when somebody else changed it
   */
  public Versioned<FanView> set(
      TenantId tenant, String fanId, Optional<String> ifMatch, List<String> tags) {
    return FanEditing.view(
        new Fans(database).change(tenant, fanId, ifMatch, fan -> fan.withTags(tags)));
  }
}
