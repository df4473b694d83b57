package io.artistos.local.vendors;

import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

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
