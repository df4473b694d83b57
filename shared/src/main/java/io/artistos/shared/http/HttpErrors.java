package io.artistos.shared.http;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.errors.Unavailable;
import java.time.Duration;
import java.util.Optional;

/** The one place that knows which failure is which status. */
public final class HttpErrors {

  private HttpErrors() {}

  /** Empty for what is nobody's fault but ours: the caller gets a bare 500 and the log the rest. */
  public static Optional<Problem> problem(RuntimeException failure) {
    return Optional.ofNullable(
        switch (failure) {
          case InvalidInput e ->
              Problem.of(422, "invalid-input", "Some fields are not right", "See errors.")
                  .with(e.errors());
          case MalformedRequest e -> malformed(e);
          case InvalidToken e -> token(e);
          case Unauthenticated e ->
              Problem.of(401, "unauthenticated", "Not authenticated", message(e));
          case Forbidden e -> Problem.of(403, e.code(), "Not allowed", message(e));
          case NotFound e -> Problem.of(404, "not-found", "Not found", message(e));
          case AlreadyExists e -> Problem.of(409, "already-exists", "Taken", message(e));
          case Gone e -> Problem.of(410, "gone", "Gone", message(e));
          case NotAllowedNow e -> Problem.of(409, e.code(), "Not possible now", message(e));
          case Outdated e -> Problem.of(412, "outdated", "Changed in the meantime", message(e));
          case TooMany e ->
              Problem.of(429, "too-many-requests", "Too many requests", "Please wait a moment.");
          case Unavailable e ->
              Problem.of(503, "unavailable", "Not available", "Please try again in a moment.");
          default -> null;
        });
  }

  /** The problem as an answer, with {@code Retry-After} in seconds where there is one. */
  public static Optional<Reply> reply(RuntimeException failure) {
    return problem(failure)
        .map(
            problem ->
                switch (failure) {
                  case TooMany e -> retryAfter(problem.reply(), e.retryAfter());
                  case Unavailable e -> retryAfter(problem.reply(), e.retryAfter());
                  case Unauthenticated e -> problem.reply().with("WWW-Authenticate", "Bearer");
                  default -> problem.reply();
                });
  }

  /** At least 1, and never too early: whole seconds, rounded up (RFC 9110, 10.2.3). */
  private static Reply retryAfter(Reply reply, Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return reply.with("Retry-After", Long.toString(seconds));
  }

  private static Problem malformed(MalformedRequest e) {
    return switch (e.kind()) {
      case NOT_READABLE -> Problem.of(400, "malformed", "The request cannot be read", message(e));
      case TOO_LARGE -> Problem.of(413, "too-large", "The request is too large", message(e));
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(415, "unsupported-media-type", "Unsupported media type", message(e));
    };
  }

  private static Problem token(InvalidToken e) {
    return switch (e.reason()) {
      case EXPIRED ->
          Problem.of(
              410,
              "link-expired",
              "This link has expired",
              "To join the list, sign up once more and a new link comes by mail.");
      case FORGED ->
          Problem.of(
              400,
              "link-invalid",
              "This link is not valid",
              "It may have been cut off or changed: use all of it, as it came.");
    };
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
