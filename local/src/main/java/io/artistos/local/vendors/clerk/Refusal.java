package io.artistos.local.vendors.clerk;

import io.artistos.local.faults.Fault;
import io.artistos.local.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /** For a fault; the code is what the status suggests unless it is named. */
  static Response onDemand(Fault fault, String path) {
    String usual =
        switch (fault.status()) {
          case 401 -> "authentication_invalid";
          case 404 -> "resource_not_found";
          case 429 -> "too_many_requests";
          default -> "internal_clerk_error";
        };
    String code = Objects.requireNonNullElse(fault.name(), usual);
    Response response = new Refusal(fault.status(), code, "As was asked for").response();
    return fault.status() == 429 ? response.with("Retry-After", "1") : response;
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
