package io.artistos.shared.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.crypto.SignedLinks.Link;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignedLinksTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final String OLD_KEY = "k1:" + key(1);
  private static final String BOTH_KEYS = OLD_KEY + ",k2:" + key(2);
  private static final Link LINK =
      new Link(TenantId.ofBytes(bytes(16, 7)), Base64Url.encode(bytes(16, 9)), NOW);

  @Test
  void saysWhatWasSigned() {
    SignedLinks links = links(OLD_KEY, NOW);
    String token = links.sign(Purpose.CONFIRM, LINK);

    assertThat(links.verify(Purpose.CONFIRM, token, WEEK)).isEqualTo(LINK);
    assertThat(token).hasSize(79).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isTheSameForTheSameLink() {
    SignedLinks links = links(OLD_KEY, NOW);

    assertThat(links.sign(Purpose.CONFIRM, LINK)).isEqualTo(links.sign(Purpose.CONFIRM, LINK));
  }

  @Test
  void isGoodForOnePurposeOnly() {
    SignedLinks links = links(OLD_KEY, NOW);
    String token = links.sign(Purpose.UNSUBSCRIBE, LINK);

    assertReason(links, Purpose.CONFIRM, token, InvalidToken.Reason.FORGED);
  }

  @Test
  void survivesTheRotationOfItsKey() {
    String token = links(OLD_KEY, NOW).sign(Purpose.CONFIRM, LINK);

    assertThat(links(BOTH_KEYS, NOW).verify(Purpose.CONFIRM, token, WEEK)).isEqualTo(LINK);
  }

  @Test
  void isSignedWithTheNewestKey() {
    String token = links(BOTH_KEYS, NOW).sign(Purpose.CONFIRM, LINK);

    assertReason(links(OLD_KEY, NOW), Purpose.CONFIRM, token, InvalidToken.Reason.FORGED);
  }

  @Test
  void runsOutAfterItsLifetimeAndNotBefore() {
    String token = links(OLD_KEY, NOW).sign(Purpose.CONFIRM, LINK);

    assertThat(links(OLD_KEY, NOW.plus(WEEK)).verify(Purpose.CONFIRM, token, WEEK)).isNotNull();
    assertReason(
        links(OLD_KEY, NOW.plus(WEEK).plusSeconds(1)),
        Purpose.CONFIRM,
        token,
        InvalidToken.Reason.EXPIRED);
  }

  @Test
  void isRefusedWithAnyBitChanged() {
    SignedLinks links = links(OLD_KEY, NOW);
    byte[] token = Base64Url.decode(links.sign(Purpose.CONFIRM, LINK));

    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] changed = token.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertReason(links, Purpose.CONFIRM, Base64Url.encode(changed), InvalidToken.Reason.FORGED);
    }
  }

  @Test
  void isRefusedAtAnyOtherLength() {
    SignedLinks links = links(OLD_KEY, NOW);
    byte[] token = Base64Url.decode(links.sign(Purpose.CONFIRM, LINK));

    for (int length = 0; length < token.length + 40; length++) {
      if (length != token.length) {
        String other = Base64Url.encode(Arrays.copyOf(token, length));
        assertReason(links, Purpose.CONFIRM, other, InvalidToken.Reason.FORGED);
      }
    }
  }

  @Test
  void isRefusedWhenItIsNoBase64() {
    SignedLinks links = links(OLD_KEY, NOW);

    for (String text : new String[] {"", "?", "=", "a", "%00", "\ud800", " "}) {
      assertReason(links, Purpose.CONFIRM, text, InvalidToken.Reason.FORGED);
    }
  }

  @Test
  void wantsKeysOf32BytesAndDoesNotQuoteThem() {
    String shortKey = Base64Url.encode(bytes(31, 1));

    assertThatThrownBy(() -> links("k1:" + shortKey, NOW).sign(Purpose.CONFIRM, LINK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining(shortKey);
  }

  private static void assertReason(
      SignedLinks links, Purpose purpose, String token, InvalidToken.Reason reason) {
    assertThatThrownBy(() -> links.verify(purpose, token, WEEK))
        .isInstanceOfSatisfying(InvalidToken.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static SignedLinks links(String ring, Instant now) {
    return new SignedLinks(
        name -> new Secret<>(ring), "link-keys", Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String key(int fill) {
    return Base64Url.encode(bytes(32, fill));
  }

  private static byte[] bytes(int length, int fill) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
