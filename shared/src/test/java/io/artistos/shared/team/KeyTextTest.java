package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class KeyTextTest {

  /** As it is given to whoever scans for leaked secrets. */
  private static final Pattern SCANNER = Pattern.compile("\\bartistos_[0-9A-Za-z]{38}\\b");

  private final String key = KeyText.random(new SecureRandom()).value();

  @Test
  void isFoundByAScannerInTheMiddleOfSomethingElse() {
    Matcher found = SCANNER.matcher("export TOKEN=\"" + key + "\" # do not commit");

    assertThat(found.find()).isTrue();
    assertThat(found.group()).isEqualTo(key);
  }

  @Test
  void hasAChecksumThatAnybodyCanCompute() {
    String body = key.substring("artistos_".length(), "artistos_".length() + 32);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));

    assertThat(base62(key.substring(key.length() - 6))).isEqualTo(crc.getValue());
  }

  @Test
  void isNotOneWithAnyCharacterMistyped() {
    assertThat(KeyText.isOne(key)).isTrue();
    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(KeyText.isOne(key.substring(0, i) + other + key.substring(i + 1)))
          .as("character " + i)
          .isFalse();
    }
    assertThat(KeyText.isOne(key + "0")).isFalse();
    assertThat(KeyText.isOne(key.substring(1))).isFalse();
    assertThat(KeyText.isOne("artistos_")).isFalse();
  }

  @Test
  void isAnotherEachTime() {
    assertThat(KeyText.random(new SecureRandom()).value()).isNotEqualTo(key);
    assertThat(KeyText.random(new SecureRandom()).toString()).isEqualTo("[redacted]");
  }

  private static long base62(String digits) {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    return digits.chars().mapToLong(alphabet::indexOf).reduce(0, (sum, next) -> sum * 62 + next);
  }
}
