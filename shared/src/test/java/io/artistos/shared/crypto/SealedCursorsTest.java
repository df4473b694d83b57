package io.artistos.shared.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealedCursorsTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TenantId TENANT = TenantId.random(RANDOM);
  private static final String CONTINUATION = "{\"token\":\"2026-11-22 mira@example.com\"}";

  private final SealedCursors cursors =
      new SealedCursors(
          name -> new Secret<>("k1:" + Base64Url.encode(new byte[32])), "cursor-keys", RANDOM);

  @Test
  void opensForTheTenantAndQueryItWasMadeFor() {
    String cursor = cursors.seal(TENANT, "fans", CONTINUATION);

    assertThat(cursors.open(TENANT, "fans", cursor)).isEqualTo(CONTINUATION);
  }

  @Test
  void showsNothingOfWhatItHolds() {
    String cursor = cursors.seal(TENANT, "fans", CONTINUATION);

    assertThat(new String(Base64Url.decode(cursor), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("mira", "token");
  }

  @Test
  void staysShutForAnotherTenant() {
    String cursor = cursors.seal(TENANT, "fans", CONTINUATION);

    assertThatThrownBy(() -> cursors.open(TenantId.random(RANDOM), "fans", cursor))
        .isInstanceOf(InvalidToken.class);
  }

  @Test
  void staysShutForAnotherQuery() {
    String cursor = cursors.seal(TENANT, "fans", CONTINUATION);

    assertThatThrownBy(() -> cursors.open(TENANT, "releases", cursor))
        .isInstanceOf(InvalidToken.class);
  }

  @Test
  void staysShutWhenChangedOrMadeUp() {
    byte[] cursor = Base64Url.decode(cursors.seal(TENANT, "fans", CONTINUATION));
    for (int i = 0; i < cursor.length; i++) {
      byte[] changed = cursor.clone();
      changed[i] ^= 1;
      String text = Base64Url.encode(changed);
      assertThatThrownBy(() -> cursors.open(TENANT, "fans", text)).isInstanceOf(InvalidToken.class);
    }
    for (String text : new String[] {"", "!", "AAAA", "a".repeat(9_000)}) {
      assertThatThrownBy(() -> cursors.open(TENANT, "fans", text)).isInstanceOf(InvalidToken.class);
    }
  }
}
