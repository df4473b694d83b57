package io.artistos.local.host;

import io.artistos.local.host.Trigger.AuthLevel;
import io.artistos.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call (contracts 4.4). A key that is not configured opens nothing.
 *
 * @param masterKey opens everything
 * @param functionKey opens all functions of the level FUNCTION
 * @param ofFunctions more keys, each for the function of that name in lower case
 */
record Keys(
    @Nullable String masterKey, @Nullable String functionKey, Map<String, String> ofFunctions) {

  Keys {
    ofFunctions = Map.copyOf(ofFunctions);
  }

  /** The header wins over the query, right or wrong. */
  boolean allow(AuthLevel level, String function, Request request) {
    String header = request.header("x-functions-key");
    String sent = header == null ? request.query("code") : header;
    return switch (level) {
      case ANONYMOUS -> true;
      case FUNCTION ->
          same(sent, functionKey)
              || same(sent, ofFunctions.get(function.toLowerCase(Locale.ROOT)))
              || same(sent, masterKey);
      case ADMIN -> same(sent, masterKey);
    };
  }

  /** Whether it is a call with the master key. */
  boolean isMaster(Request request) {
    return allow(AuthLevel.ADMIN, "", request);
  }

  private static boolean same(@Nullable String sent, @Nullable String key) {
    return sent != null
        && key != null
        && !key.isEmpty()
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Keys[redacted]";
  }
}
