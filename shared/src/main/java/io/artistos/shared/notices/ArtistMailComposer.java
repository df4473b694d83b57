package io.artistos.shared.notices;

import io.artistos.shared.artists.Account;
import java.util.Optional;

/** Writes the mails of one kind. The same items and account give the same mail. Thread-safe. */
public interface ArtistMailComposer {

  ArtistMail.Kind kind();

  /** Empty when there is nothing to tell any more: what it was about is gone or has changed. */
  Optional<Letter> compose(ArtistMail mail, Account account);

  /**
   * What the artist reads.
   *
   * @param subject one line
   */
  record Letter(String subject, String html, String text) {

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "[letter]";
    }
  }
}
