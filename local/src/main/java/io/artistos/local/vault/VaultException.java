package io.artistos.local.vault;

import io.artistos.local.faults.Fault;
import io.artistos.local.http.Response;
import java.util.Map;
import java.util.Objects;

/** A refusal in Key Vault's words: {@code {"error":{"code":"…","message":"…"}}}. */
final class VaultException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  VaultException(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
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
    return Response.json(status, Map.of("error", Map.of("code", code, "message", message)));
  }
}
