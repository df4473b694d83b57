package io.artistos.local.host;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** JSON as the Java worker reads and writes it for functions that leave that to it: with gson. */
final class WorkerJson {

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private WorkerJson() {}

  /**
   * @throws IllegalArgumentException when {@code json} is no such value
   */
  static @Nullable Object read(String json, Type type) {
    try {
      return GSON.fromJson(json, type);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("no " + type.getTypeName() + " in JSON", e);
    }
  }

  /**
   * Indented.
   *
   * @throws IllegalArgumentException when gson cannot look into {@code value}
   */
  static String write(Object value) {
    try {
      return GSON.toJson(value);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }
}
