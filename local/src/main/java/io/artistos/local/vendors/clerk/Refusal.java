package io.artistos.local.vendors.clerk;

import io.artistos.local.http.Response;
import java.util.List;
import java.util.Map;

/** An answer that is an error, in the shape of Clerk's APIs. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  Refusal(int status, String code, String text) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refusal notFound(String what) {
    return new Refusal(404, "resource_not_found", what + " not found");
  }

  static Refusal internal() {
    return new Refusal(500, "internal_clerk_error", "Oops, an unexpected error occurred");
  }

  /** {@code {"errors":[{"message","long_message","code"}],"clerk_trace_id":"…"}}. */
  Response response() {
    String text = String.valueOf(getMessage());
    return Response.json(
        status,
        Map.of(
            "errors",
            List.of(Map.of("message", text, "long_message", text, "code", code)),
            "clerk_trace_id",
            Ids.fresh("")));
  }
}
