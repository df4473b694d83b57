package io.artistos.shared.crypto;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/**
 * Tokens for links in mail: who may do one thing to one fan, or take up one invitation; and for
 * forms, which say when they were shown. A token is 59 bytes in 79 characters of base64url: format,
 * key version, purpose, time, tenant, the id of what it is about and a MAC of 16 bytes over all of
 * it. It holds nothing personal: a fan's id is a keyed hash, an invitation's is random.
 * Thread-safe.
 */
public final class SignedLinks {

  private static final byte FORMAT = 1;
  private static final int MAC_BYTES = 16;
  private static final int ID_BYTES = 16;

  /** What a link lets its holder do; a link for one purpose is refused for another. */
  public enum Purpose {
    CONFIRM(1),
    UNSUBSCRIBE(2),
    INVITATION(3),
    /** Not in a mail: what a sign-up form proves when and by whom it was shown. */
    FORM(4);

    private final byte code;

    Purpose(int code) {
      this.code = (byte) code;
    }
  }

  /**
   * What a verified link says.
   *
   * @param about the id in Cosmos of the fan or the invitation: 16 bytes in base64url
   * @param issuedAt to the second; when the sign-up or the invitation came about
   */
  public record Link(TenantId tenant, String about, Instant issuedAt) {}

  private final Secrets secrets;
  private final String secretName;
  private final Clock clock;

  /**
   * @param secretName names the secret that holds the {@link KeyRing}
   */
  public SignedLinks(Secrets secrets, String secretName, Clock clock) {
    this.secrets = secrets;
    this.secretName = secretName;
    this.clock = clock;
  }

  /** The same link gives the same token as long as the signing key stays the same. */
  public String sign(Purpose purpose, Link link) {
    KeyRing ring = KeyRing.parse(secrets.latest(secretName));
    byte[] payload =
        ByteBuffer.allocate(3 + Long.BYTES + 2 * ID_BYTES)
            .put(FORMAT)
            .put((byte) ring.newest())
            .put(purpose.code)
            .putLong(link.issuedAt().getEpochSecond())
            .put(link.tenant().bytes())
            .put(Base64Url.decode(link.about()))
            .array();
    byte[] mac = mac(ring, ring.newest(), payload);
    return Base64Url.encode(
        ByteBuffer.allocate(payload.length + MAC_BYTES).put(payload).put(mac).array());
  }

  /**
   * @param lifetime counted from {@link Link#issuedAt}
   * @throws InvalidToken when it is forged, for another purpose, or older than {@code lifetime}
   */
  public Link verify(Purpose purpose, String token, java.time.Duration lifetime) {
    Link link = verify(purpose, token);
    if (clock.instant().isAfter(link.issuedAt().plus(lifetime))) {
      throw new InvalidToken(InvalidToken.Reason.EXPIRED);
    }
    return link;
  }

  /**
   * Of a link that never runs out, as an unsubscribe link must not.
   *
   * @throws InvalidToken when it is forged or for another purpose
   */
  public Link verify(Purpose purpose, String token) {
    try {
      byte[] bytes = Base64Url.decode(token);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      byte format = buffer.get();
      int version = buffer.get();
      byte code = buffer.get();
      Instant issuedAt = Instant.ofEpochSecond(buffer.getLong());
      byte[] tenant = take(buffer, ID_BYTES);
      byte[] about = take(buffer, ID_BYTES);
      byte[] mac = take(buffer, MAC_BYTES);
      byte[] payload = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
      KeyRing ring = KeyRing.parse(secrets.latest(secretName));
      if (buffer.hasRemaining()
          || format != FORMAT
          || code != purpose.code
          || !MessageDigest.isEqual(mac, mac(ring, version, payload))) {
        throw new InvalidToken(InvalidToken.Reason.FORGED);
      }
      return new Link(TenantId.ofBytes(tenant), Base64Url.encode(about), issuedAt);
    } catch (BufferUnderflowException | IllegalArgumentException | java.time.DateTimeException e) {
      throw new InvalidToken(InvalidToken.Reason.FORGED);
    }
  }

  private static byte[] mac(KeyRing ring, int version, byte[] payload) {
    byte[] whole = Mac.sha256(Mac.derive(ring.key(version), "links"), payload);
    return Arrays.copyOf(whole, MAC_BYTES);
  }

  private static byte[] take(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
