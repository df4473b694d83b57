package io.artistos.shared.testing;

import io.artistos.shared.http.Call;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Calls with a body of JSON. */
public final class Calls {

  private Calls() {}

  public static Call post(String json) {
    return new Call(
        "POST",
        URI.create("https://artistos.example/api"),
        Map.of("content-type", "application/json"),
        Map.of(),
        Optional.of(json));
  }
}
