package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds an answer with the headers that the SDK reads (contracts 5.3). */
final class Answer {

  private static final String CHARGE = "x-ms-request-charge";
  private static final byte[] NOTHING = new byte[0];

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = NOTHING;

  Answer(int status) {
    this.status = status;
    charge(RequestUnits.LEAST);
  }

  Answer charge(double units) {
    return header(CHARGE, RequestUnits.text(units));
  }

  /** What an answer says that it cost. */
  static double charged(Response response) {
    return Double.parseDouble(response.headers().getOrDefault(CHARGE, "0"));
  }

  Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /**
   * The session, and what it belongs to: the SDK fails on a session token without the paths (5.4).
   *
   * @param address {@code dbs/d/colls/c}
   */
  Answer session(String address, Container container) {
    long version = container.version();
    return paths(address, container.definition().rid())
        .header("x-ms-session-token", "0:-1#" + version)
        .header("lsn", Long.toString(version));
  }

  Answer paths(String address, String rid) {
    return header("x-ms-alt-content-path", address).header("x-ms-content-path", rid);
  }

  Answer json(byte[] json) {
    body = json;
    return header("Content-Type", "application/json");
  }

  Answer json(JsonNode json) {
    return json(Json.bytes(json));
  }

  Response response() {
    return new Response(status, headers, body);
  }
}
