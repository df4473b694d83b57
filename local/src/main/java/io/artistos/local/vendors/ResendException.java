package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An answer that is an error in Resend's shape (contracts, 1.6). */
final class ResendException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String name;
  private final String text;

  ResendException(int status, String name, String text) {
    super(text, null, false, false);
    this.status = status;
    this.name = name;
    this.text = text;
  }

  static ResendException missing(String field) {
    return new ResendException(422, "missing_required_field", "Missing " + field + " field.");
  }

  static ResendException invalid(String text) {
    return new ResendException(422, "invalid_parameter", text);
  }

  /** Resend can do it, this stand-in cannot. Not a 5xx, which clients would try again. */
  static ResendException notServed(String what) {
    return invalid(what + " is not served by the local Resend.");
  }

  /** Likewise a path. */
  static ResendException unknown(String path) {
    return new ResendException(404, "not_found", path + " is not served by the local Resend.");
  }

  /** Likewise a method of a path. */
  static ResendException notAllowed(Request request, String path) {
    return new ResendException(
        405,
        "method_not_allowed",
        request.method() + " " + path + " is not served by the local Resend.");
  }

  static ResendException noField(String name) {
    return invalid("There is no `" + name + "` field.");
  }

  /** Refuses a body with fields of other names. */
  static void checkFields(JsonNode body, Set<String> known) {
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!known.contains(field.getKey())) {
        throw noField(field.getKey());
      }
    }
  }

  String text() {
    return text;
  }

  Response response() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("statusCode", status);
    body.put("name", name);
    body.put("message", text);
    return Response.json(status, body);
  }
}
