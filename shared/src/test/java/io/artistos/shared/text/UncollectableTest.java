package io.artistos.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncollectableTest {

  @ParameterizedTest
  @CsvSource({
    "4111 1111 1111 1111, card-number",
    "my card is 5500-0000-0000-0004 thanks, card-number",
    "340000000000009, card-number",
    "DE89 3704 0044 0532 0130 00, bank-account",
    "gb82west12345698765432, bank-account",
    "iban NL91ABNA0417164300 of mine, bank-account",
    "078-05-1120, social-security-number"
  })
  void finds(String text, String what) {
    assertThat(Uncollectable.in(text)).contains(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bristol",
        "4111 1111 1111 1112",
        "+49 30 1234567",
        "2026-11-27",
        "DE88 3704 0044 0532 0130 00",
        "DE12 is a postcode of nobody",
        "000-12-3456",
        "666-12-3456",
        "912-12-3456",
        "123-00-4567",
        "M size, 2 tickets, row 12"
      })
  void leavesAlone(String text) {
    assertThat(Uncollectable.in(text)).isEmpty();
  }
}
