package io.artistos.local.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the real host reads from app settings, and a few of our own, all of them time spans unless
 * they say otherwise:
 *
 * <ul>
 *   <li>{@code LOCAL_HOST_HTTP_TIMEOUT}: the front end's limit, 230 s unless set
 *   <li>{@code LOCAL_HOST_DRAIN}: how long {@link FunctionsHost#close} waits, 10 s unless set
 *   <li>{@code LOCAL_HOST_QUEUE_INVISIBILITY}: how long a received message is hidden, 10 min unless
 *       set (whole seconds); renewed at half of it
 *   <li>{@code LOCAL_HOST_QUEUE_DUPLICATES}: true shows each message once more after its first
 *       success, as at-least-once delivery may
 *   <li>{@code LOCAL_HOST_TIMER_LEASE}: the life of a timer's lock, 60 s unless set (15 to 60)
 *   <li>{@code LOCAL_HOST_TIMER_LOCK_INTERVAL}: how often the other hosts ask for it, 1 min unless
 *       set
 *   <li>{@code LOCAL_HOST_FUNCTION_KEY_<function>}: a key of that function alone
 *   <li>{@code LOCAL_HOST_NULL_RESPONSE}: the status of an HTTP function that returned null, 204
 *       unless set; what Azure answers is not verified (contracts 4.5)
 * </ul>
 */
record AppSettings(Map<String, String> values) {

  private static final String FUNCTION_KEY = "LOCAL_HOST_FUNCTION_KEY_";
  private static final Pattern REFERENCE = Pattern.compile("%([^%]+)%");

  AppSettings {
    values = Map.copyOf(values);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  boolean isTrue(String name) {
    String value = values.getOrDefault(name, "");
    return value.equalsIgnoreCase("true") || value.equals("1");
  }

  Duration duration(String name, Duration otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : TimeSpans.parse(name, value);
  }

  int integer(String name, int otherwise) {
    String value = values.get(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InvalidAppException(name + ": '" + value + "' is no number", e);
    }
  }

  /** Keys of single functions by their names in lower case. */
  Map<String, String> functionKeys() {
    Map<String, String> keys = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(FUNCTION_KEY)) {
            keys.put(name.substring(FUNCTION_KEY.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    return keys;
  }

  /** Replaces each {@code %SETTING%} by its value. */
  String resolve(String where, String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              String value = values.get(reference.group(1));
              if (value == null) {
                throw new InvalidAppException(where + ": no setting " + reference.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /**
   * The connection string that a binding's {@code connection} names, looked for with the prefix
   * {@code AzureWebJobs} first, as the host does.
   */
  String connectionString(String where, String connection) {
    String value = values.getOrDefault("AzureWebJobs" + connection, values.get(connection));
    if (value == null || value.isBlank()) {
      throw new InvalidAppException(
          where
              + ": no setting "
              + connection
              + " with a connection string (identity-based connections are absent)");
    }
    return value;
  }
}
