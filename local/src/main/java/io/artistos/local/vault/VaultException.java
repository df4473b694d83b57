package io.artistos.local.vault;

import io.artistos.local.http.Response;
import java.util.Map;

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

  Response response() {
    String message = String.valueOf(getMessage());
    return Response.json(status, Map.of("error", Map.of("code", code, "message", message)));
  }
}
