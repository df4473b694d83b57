package io.artistos.local.host;

/**
 * The function app cannot be run as it stands: it is broken, or it wants something that this host
 * does not have. The message names the file, function or key and the reason.
 */
public final class InvalidAppException extends RuntimeException {

  InvalidAppException(String message) {
    super(message);
  }

  InvalidAppException(String message, Throwable cause) {
    super(message, cause);
  }
}
