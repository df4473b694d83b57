package io.artistos.shared.mail;

import io.artistos.shared.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A mail as {@link MailSending} sees it: where its state is kept, and how it is written. */
public interface DueMail {

  /** How far it had come when its item was read. */
  MailProgress progress();

  /** A short code for why there is no use in sending it any more; empty when there is. */
  Optional<String> pointless(Instant now);

  /**
   * For how long it is left as it is, when it must not be sent now but may later; no message is
   * sent for it then.
   */
  default Optional<Duration> notNow() {
    return Optional.empty();
  }

  /** Writes the state to the item that was read; false when somebody else changed it meanwhile. */
  boolean claim(MailProgress claimed);

  /**
   * Writes the outcome, unless the item's state is not {@code claimed} any more.
   *
   * @throws Unavailable when it cannot be written
   */
  void finish(MailProgress claimed, MailProgress outcome);

  /**
   * The mail itself; the same for every try.
   *
   * @throws MailRefused when there is nothing to say any more
   */
  OutgoingMail compose();

  /** The same for every try, and for this mail only. */
  String key();

  /** Sends the message that leads to the next try. */
  void askAgain(Duration wait);

  /** For the log: ids only. */
  @Override
  String toString();
}
