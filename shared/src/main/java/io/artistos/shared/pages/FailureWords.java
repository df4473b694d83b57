package io.artistos.shared.pages;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.ClosedPage;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import java.util.Optional;

/** Which words go with a failure that fans meet. */
final class FailureWords {

  /** How the names of words begin that are about something that should not be. */
  static final String PROBLEM = "problem.";

  /** For what is nobody's fault but ours. */
  static final String BROKE = PROBLEM + "broke";

  private FailureWords() {}

  /**
   * The name of the words, without {@code .title} and {@code .text}; empty for what fans do not
   * meet.
   */
  static Optional<String> about(RuntimeException failure) {
    return Optional.ofNullable(
        switch (failure) {
          case Closed e -> "closed";
          case ClosedPage e -> "pageClosed";
          case InvalidToken e ->
              PROBLEM + (e.reason() == InvalidToken.Reason.EXPIRED ? "expired" : "forged");
          case NotFound e -> PROBLEM + "notFound";
          case TooMany e -> PROBLEM + "tooMany";
          case Unavailable e -> PROBLEM + "unavailable";
          default -> null;
        });
  }
}
