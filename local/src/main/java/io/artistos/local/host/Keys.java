package io.artistos.local.host;

import io.artistos.local.host.Trigger.AuthLevel;
import io.artistos.local.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may call (contracts 4.4). A key that is not configured opens nothing; keys of a single
 * function are absent.
 */
record Keys(@Nullable String masterKey, @Nullable String functionKey) {

  /** The header wins over the query, right or wrong. */
  boolean allow(AuthLevel level, Request request) {
    String header = request.header("x-functions-key");
    String sent = header == null ? request.query("code") : header;
    return switch (level) {
      case ANONYMOUS -> true;
      case FUNCTION -> same(sent, functionKey) || same(sent, masterKey);
      case ADMIN -> same(sent, masterKey);
    };
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
