package io.artistos.shared.notices;

import io.artistos.shared.artists.Account;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the mails of one kind. The same items and account give the same mail. Thread-safe. */
public interface ArtistMailComposer {

  ArtistMail.Kind kind();

  /** Empty when there is nothing to tell any more: what it was about is gone or has changed. */
  Optional<Letter> compose(ArtistMail mail, Account account);

  /**
   * What the artist reads.
   *
   * @param subject one line
   * @param to the address it goes to; null where the readers follow from its kind
   */
  record Letter(String subject, String html, String text, @Nullable String to) {

    /** To the members that its kind is for. */
    public Letter(String subject, String html, String text) {
      this(subject, html, text, null);
    }

    /** The same to somebody else. */
    public Letter to(String address) {
      return new Letter(subject, html, text, address);
    }

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "[letter]";
    }
  }
}
