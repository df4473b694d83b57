package io.artistos.shared.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.artistos.shared.errors.FieldError;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param type {@code urn:artistos:problem:…}, stable
 * @param title the same for every problem of the type
 * @param detail about this one; never quotes what was sent
 * @param errors one for each field at fault, empty when it is not about fields
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  /**
   * @param name the last part of the type
   */
  static Problem of(int status, String name, String title, String detail) {
    return new Problem("urn:artistos:problem:" + name, title, status, detail, List.of());
  }

  Problem with(List<FieldError> fieldErrors) {
    return new Problem(type, title, status, detail, fieldErrors);
  }

  /** As {@code application/problem+json}, never cached. */
  public Reply reply() {
    return new Reply(
        status,
        Map.of("Content-Type", "application/problem+json", "Cache-Control", "no-store"),
        Json.write(this));
  }
}
