package io.artistos.local.cosmos;

/** An answer that is no success, by the protocol's statuses and sub-statuses (contracts 5.5). */
final class Refusal extends RuntimeException {

  static final int KEY_MISMATCH = 1001;
  static final int RANGE_GONE = 1002;
  static final int OWNER_MISSING = 1003;
  static final int CONTAINER_RECREATED = 1024;
  static final int THROTTLED = 3200;

  private final int status;
  private final int subStatus;
  private final long retryAfterMillis;

  Refusal(int status, int subStatus, String message) {
    this(status, subStatus, message, 0);
  }

  private Refusal(int status, int subStatus, String message, long retryAfterMillis) {
    super(message, null, false, false);
    this.status = status;
    this.subStatus = subStatus;
    this.retryAfterMillis = retryAfterMillis;
  }

  int status() {
    return status;
  }

  int subStatus() {
    return subStatus;
  }

  /** When the same request may be let in; 0 where that does not depend on time. */
  long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** The error body's {@code code}. */
  String code() {
    return switch (status) {
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 409 -> "Conflict";
      case 412 -> "PreconditionFailed";
      case 410 -> "Gone";
      case 413 -> "RequestEntityTooLarge";
      case 429 -> "TooManyRequests";
      case 503 -> "ServiceUnavailable";
      default -> "InternalServerError";
    };
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, 0, message);
  }

  /** For what the service has and this server has not. */
  static Refusal unsupported(String what) {
    return badRequest(what + " is not supported by the local server");
  }

  static Refusal notFound() {
    return new Refusal(404, 0, "Entity with the specified id does not exist in the system.");
  }

  static Refusal ownerMissing() {
    return new Refusal(404, OWNER_MISSING, "Owner resource does not exist");
  }

  static Refusal conflict() {
    return new Refusal(409, 0, "Entity with the specified id already exists in the system.");
  }

  static Refusal uniqueKeyTaken() {
    return new Refusal(409, 0, "Unique index constraint violation.");
  }

  static Refusal preconditionFailed() {
    return new Refusal(412, 0, "One of the specified pre-condition is not met");
  }

  static Refusal tooLarge() {
    return new Refusal(413, 0, "Request size is too large");
  }

  /** The container's request units are used up for now. */
  static Refusal throttled(long retryAfterMillis) {
    return new Refusal(429, THROTTLED, "Request rate is large.", retryAfterMillis);
  }
}
