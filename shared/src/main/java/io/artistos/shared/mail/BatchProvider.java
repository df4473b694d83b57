package io.artistos.shared.mail;

import io.artistos.shared.errors.Unavailable;
import java.util.List;
import java.util.Optional;

/** Hands up to 100 mails over in one request. */
public interface BatchProvider {

  /** What happens to a batch with a mail in it that cannot be sent. */
  enum Checking {
    /** Nothing of it is sent. */
    STRICT,
    /** All the others are sent. */
    PERMISSIVE
  }

  /**
   * What became of a batch.
   *
   * @param ids the provider's id of each mail, in the order of the mails; empty for one that it
   *     refused. No ids at all when an earlier, different batch was accepted under the same key
   */
  record Accepted(List<Optional<String>> ids) {}

  /**
   * Returns once the provider has accepted the batch, under this key now or before.
   *
   * @param mails 1 to 100
   * @param idempotencyKey 1 to 256 characters; the provider sends once for it within 24 hours
   * @throws MailRefused when it never will take the batch as it is; nothing was sent
   * @throws MailDeferred when it has not taken it, but may later
   * @throws Unavailable when it did not answer: it may have taken it, or may later
   */
  Accepted send(List<OutgoingMail> mails, String idempotencyKey, Checking checking);
}
