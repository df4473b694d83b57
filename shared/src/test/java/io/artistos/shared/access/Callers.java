package io.artistos.shared.access;

import io.artistos.shared.http.Call;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Session;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who calls, and what a function declares. */
final class Callers {

  private Callers() {}

  static Session session(String userId, boolean secondFactor, boolean staff, boolean impersonated) {
    return new Session(
        userId, "sess_1", secondFactor, staff, impersonated, Instant.parse("2026-11-23T10:01:00Z"));
  }

  /** What the test's method of this name declares. */
  static CalledBy declared(Class<?> test, String method) {
    return Arrays.stream(test.getDeclaredMethods())
        .filter(one -> one.getName().equals(method))
        .map(one -> one.getAnnotation(CalledBy.class))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param account its slug, empty to leave the header out
   */
  static Call call(String credential, String account) {
    Map<String, String> headers = new HashMap<>();
    headers.put("authorization", "Bearer " + credential);
    if (!account.isEmpty()) {
      headers.put("artist-account", account);
    }
    return new Call(
        "GET", URI.create("https://artistos.example/"), headers, Map.of(), Optional.empty());
  }
}
