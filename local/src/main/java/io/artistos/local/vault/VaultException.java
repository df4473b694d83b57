package io.artistos.local.vault;

import io.artistos.local.faults.Fault;
import io.artistos.local.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Key Vault's words: {@code {"error":{"code":"…","message":"…"}}}, where there is one
 * with {@code "innererror":{"code":"…"}}.
 */
final class VaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String inner;

  VaultException(int status, String code, String message) {
    this(status, code, message, null);
  }

  private VaultException(int status, String code, String message, @Nullable String inner) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.inner = inner;
  }

  /**
   * An operation on something that is switched off or out of its time.
   *
   * @param inner the code of {@code innererror}, null where Key Vault's is not known
   */
  static VaultException forbidden(String message, @Nullable String inner) {
    return new VaultException(403, "Forbidden", message, inner);
  }

  /** The name belongs to something that was deleted and can be recovered. */
  static VaultException deleted(String what) {
    return new VaultException(
        409,
        "Conflict",
        what
            + " is currently in a deleted but recoverable state, and its name cannot be reused; in"
            + " this state, it can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable");
  }

  static VaultException badParameter(String message) {
    return new VaultException(400, "BadParameter", message);
  }

  /** Key Vault can do it, this vault cannot. */
  static VaultException notServed(String what) {
    return new VaultException(501, "NotImplemented", what + " is not served by the local vault");
  }

  /** For a fault; the code is what the status suggests unless it is named. */
  static Response onDemand(Fault fault, String path) {
    String usual =
        switch (fault.status()) {
          case 403 -> "Forbidden";
          case 429 -> "Throttled";
          case 503 -> "ServiceUnavailable";
          default -> fault.status() < 500 ? "BadParameter" : "InternalServerError";
        };
    String code = Objects.requireNonNullElse(fault.name(), usual);
    Response response = new VaultException(fault.status(), code, "As was asked for.").response();
    return fault.status() == 429 ? response.with("Retry-After", "1") : response;
  }

  Response response() {
    String message = String.valueOf(getMessage());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    if (inner != null) {
      error.put("innererror", Map.of("code", inner));
    }
    return Response.json(status, Map.of("error", error));
  }
}
