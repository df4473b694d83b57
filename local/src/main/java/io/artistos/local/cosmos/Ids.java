package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The service's rules for ids and times to live, the same for items and containers. */
final class Ids {

  private static final int MAX_BYTES = 1023;

  private Ids() {}

  /**
   * @throws Refusal 400 unless it is a string of 1 to 1023 bytes without {@code / \ ? #}
   */
  static String check(JsonNode id) {
    if (!id.isTextual()) {
      throw Refusal.badRequest("The input content is invalid: 'id' must be a string.");
    }
    return check(id.textValue());
  }

  static String check(String id) {
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw Refusal.badRequest("An id is 1 to " + MAX_BYTES + " bytes long.");
    }
    if (id.chars().anyMatch(c -> c == '/' || c == '\\' || c == '?' || c == '#')) {
      throw Refusal.badRequest("An id must not contain '/', '\\', '?' or '#'.");
    }
    return id;
  }

  /**
   * @throws Refusal 400 unless it is −1 or a positive number of seconds
   */
  static int checkTtl(JsonNode ttl, String name) {
    boolean valid =
        ttl.isIntegralNumber()
            && ttl.canConvertToInt()
            && (ttl.intValue() == -1 || ttl.intValue() > 0);
    if (!valid) {
      throw Refusal.badRequest(
          "'" + name + "' must be -1 or a number of seconds from 1 to 2147483647.");
    }
    return ttl.intValue();
  }
}
