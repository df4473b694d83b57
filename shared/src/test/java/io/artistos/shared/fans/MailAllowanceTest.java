package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailAllowanceTest {

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final FanWorld world = new FanWorld();
  private final MailAllowance allowance =
      new MailAllowance(world.platform.database(), new KeyedHash(world.secrets, "id"));
  private final EmailAddress address = EmailAddress.parse(world.anyAddress()).orElseThrow();

  @Test
  void fiveMailsADayAndTheSameMailIsCountedOnce() {
    for (int i = 0; i < MailAllowance.MOST; i++) {
      assertThat(allowance.allows(address, "mail " + i, NOON)).isTrue();
      assertThat(allowance.allows(address, "mail " + i, NOON)).isTrue();
    }
    assertThat(allowance.allows(address, "one more", NOON)).isFalse();
    assertThat(allowance.allows(address, "mail 0", NOON)).isTrue();
    assertThat(allowance.allows(address, "one more", NOON.plus(Duration.ofHours(12)))).isTrue();
  }

  @Test
  void anotherTagIsNoOtherInbox() {
    for (int i = 0; i < MailAllowance.MOST; i++) {
      EmailAddress tagged = new EmailAddress(address.local() + "+" + i, address.domain());
      assertThat(allowance.allows(tagged, "mail " + i, NOON)).isTrue();
    }
    assertThat(allowance.allows(address, "one more", NOON)).isFalse();
  }

  @Test
  void manyAtOnceGetNoMore() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Boolean>> all =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> allowance.allows(address, "mail " + i, NOON)))
              .toList();
      int allowed = 0;
      for (Future<Boolean> one : all) {
        allowed += one.get() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(MailAllowance.MOST);
    }
  }

  @Test
  void costsOneRequestForTheFirstAndThreeForAnother() {
    assertThat(world.costOf(() -> allowance.allows(address, "a", NOON)))
        .isEqualTo(Map.of("create directory", 1L));
    assertThat(world.costOf(() -> allowance.allows(address, "b", NOON)))
        .isEqualTo(Map.of("create directory", 1L, "read directory", 1L, "replace directory", 1L));
  }

  @Test
  void isCountedWhereNobodyFindsItWithoutTheKey() {
    byte[] anotherKey = new byte[32];
    anotherKey[0] = 1;
    Secret<String> secret = new Secret<>(Base64Url.encode(anotherKey));
    MailAllowance stranger =
        new MailAllowance(world.platform.database(), new KeyedHash(name -> secret, "id"));
    for (int i = 0; i < MailAllowance.MOST; i++) {
      assertThat(allowance.allows(address, "mail " + i, NOON)).isTrue();
    }

    assertThat(allowance.allows(address, "one more", NOON)).isFalse();
    assertThat(stranger.allows(address, "one more", NOON)).isTrue();
  }

  @Test
  void theAddressIsNotKept() {
    assertThat(allowance.allows(address, "a mail to " + address.value(), NOON)).isTrue();

    assertThat(world.platform.cosmos().dump())
        .filteredOn(item -> item.contains("mailAllowance"))
        .isNotEmpty()
        .noneMatch(item -> item.contains(address.value()));
  }
}
