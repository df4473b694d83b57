package io.artistos.shared.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantKeysTest {

  private static final Secret<String> TOKEN = new Secret<>("a-refresh-token");

  private final TestPlatform platform = TestPlatform.get();
  private final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final TenantKeys keys = platform.tenantKeys(clock);
  private final TenantId tenant = TenantId.random(new SecureRandom());

  @BeforeEach
  void makeKey() {
    keys.make(tenant);
  }

  @Test
  void openWhatTheySealed() {
    String sealed = keys.seal(tenant, "spotify", "refreshToken", TOKEN);

    assertThat(sealed).doesNotContain(TOKEN.value());
    assertThat(keys.open(tenant, "spotify", "refreshToken", sealed)).isEqualTo(TOKEN);
  }

  @Test
  void bindToTenantItemAndField() {
    TenantId other = TenantId.random(new SecureRandom());
    keys.make(other);
    String sealed = keys.seal(tenant, "spotify", "refreshToken", TOKEN);

    assertThatThrownBy(() -> keys.open(other, "spotify", "refreshToken", sealed))
        .isInstanceOf(InvalidToken.class);
    assertThatThrownBy(() -> keys.open(tenant, "spotify-2", "refreshToken", sealed))
        .isInstanceOf(InvalidToken.class);
    assertThatThrownBy(() -> keys.open(tenant, "spotify", "accessToken", sealed))
        .isInstanceOf(InvalidToken.class);
  }

  @Test
  void sealTheSameDifferentlyEachTime() {
    assertThat(keys.seal(tenant, "a", "b", TOKEN)).isNotEqualTo(keys.seal(tenant, "a", "b", TOKEN));
  }

  @Test
  void areReadOnceInFiveMinutes() {
    Map<String, Long> first = platform.costOf(() -> keys.seal(tenant, "a", "b", TOKEN));
    Map<String, Long> second = platform.costOf(() -> keys.seal(tenant, "a", "b", TOKEN));
    clock.advance(Duration.ofMinutes(5));
    Map<String, Long> later = platform.costOf(() -> keys.seal(tenant, "a", "b", TOKEN));

    assertThat(first).isEqualTo(Map.of("read accounts", 1L));
    assertThat(second).isEmpty();
    assertThat(later).isEqualTo(first);
  }

  @Test
  void openNothingAnyMoreOnceDestroyed() {
    String sealed = keys.seal(tenant, "a", "b", TOKEN);

    assertThat(keys.destroy(tenant)).isTrue();
    clock.advance(Duration.ofMinutes(5));

    assertThatThrownBy(() -> keys.open(tenant, "a", "b", sealed)).isInstanceOf(NotFound.class);
    assertThat(keys.destroy(tenant)).isFalse();
  }
}
