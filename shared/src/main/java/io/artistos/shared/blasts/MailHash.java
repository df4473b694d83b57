package io.artistos.shared.blasts;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Tells whether mails are the same as before, without keeping them. */
final class MailHash {

  private MailHash() {}

  /** SHA-256 over all parts, in base64url. */
  static String of(List<OutgoingMail> mails) {
    MessageDigest digest = Sha256.digest();
    for (OutgoingMail mail : mails) {
      for (String part :
          List.of(
              mail.from(),
              mail.to(),
              mail.subject(),
              mail.html(),
              mail.text(),
              mail.headers().toString(),
              mail.tags().toString())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }
    return Base64Url.encode(digest.digest());
  }
}
