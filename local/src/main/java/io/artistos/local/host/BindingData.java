package io.artistos.local.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @BindingName} looks into. The host collects it in a map that ignores case and keeps
 * the first spelling of a key; the worker then looks the name up as it is written, and fails the
 * invocation when it is not there (BindingDataStore of azure-functions-java-worker).
 */
final class BindingData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<Type> TYPES =
      Set.of(
          String.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class);

  /** Whether a {@code @BindingName} parameter can have this type: one of these, or a map. */
  static boolean accepts(Type type) {
    return TYPES.contains(type) || isMap(type);
  }

  private static boolean isMap(Type type) {
    return type instanceof ParameterizedType map && map.getRawType() == Map.class;
  }

  private final Map<String, JsonNode> values;

  private BindingData(Map<String, JsonNode> values) {
    this.values = new HashMap<>(values);
  }

  /** Collects in the order of the calls. */
  static final class Builder {

    private final Map<String, JsonNode> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Builder put(String name, JsonNode value) {
      values.put(name, value);
      return this;
    }

    Builder put(String name, String value) {
      return put(name, JsonNodeFactory.instance.textNode(value));
    }

    /** Adds what is not there yet under any spelling. */
    Builder putAbsent(Map<String, String> more) {
      more.forEach((k, v) -> values.putIfAbsent(k, JsonNodeFactory.instance.textNode(v)));
      return this;
    }

    /** Adds the members of a JSON object; whatever else {@code body} is adds nothing. */
    Builder putMembers(String body, boolean replace) {
      for (Entry<String, JsonNode> member : members(body)) {
        if (replace) {
          values.put(member.getKey(), member.getValue());
        } else {
          values.putIfAbsent(member.getKey(), member.getValue());
        }
      }
      return this;
    }

    BindingData build() {
      return new BindingData(values);
    }
  }

  private static Set<Entry<String, JsonNode>> members(String body) {
    if (!body.stripLeading().startsWith("{")) {
      return Set.of();
    }
    try {
      return JSON.readTree(body) instanceof ObjectNode object ? object.properties() : Set.of();
    } catch (JsonProcessingException e) {
      // Bodies and messages need not be JSON; then they have no members.
      return Set.of();
    }
  }

  /**
   * The value as a type that {@link #accepts} takes.
   *
   * @throws IllegalArgumentException when it is not there or cannot be converted
   */
  @Nullable Object get(String name, Type type) {
    JsonNode value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no binding data named " + name);
    }
    if (value.isNull()) {
      return null;
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    if (isMap(type)) {
      return WorkerJson.read(text, type);
    }
    if (type == String.class) {
      return text;
    } else if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    }
    return Boolean.valueOf(text);
  }

  /** A map as a JSON object, the form of the members {@code Query} and {@code Headers}. */
  static JsonNode object(Map<String, String> map) {
    return JSON.valueToTree(map);
  }
}
