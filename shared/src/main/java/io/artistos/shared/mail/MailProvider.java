package io.artistos.shared.mail;

import io.artistos.shared.errors.Unavailable;

/** Hands mail over to who delivers it. */
public interface MailProvider {

  /**
   * Returns once the provider has accepted the mail, under this key now or before.
   *
   * @param idempotencyKey 1 to 256 characters; the provider sends once for it within 24 hours
   * @throws MailRefused when it never will
   * @throws MailDeferred when it has not taken it, but may later
   * @throws Unavailable when it did not answer: it may have taken it, or may later
   */
  void send(OutgoingMail mail, String idempotencyKey);
}
