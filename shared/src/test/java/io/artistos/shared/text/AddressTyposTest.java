package io.artistos.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTyposTest {

  private final AddressTypos typos = new AddressTypos();

  @ParameterizedTest
  @CsvSource({
    "gmial.com, gmail.com",
    "gmail.con, gmail.com",
    "gmail.co, gmail.com",
    "gamil.com, gmail.com",
    "hotnail.com, hotmail.com",
    "hotmial.co, hotmail.com",
    "outlok.com, outlook.com",
    "yaho.com, yahoo.com",
    "t-onlien.de, t-online.de",
    "iclould.com, icloud.com"
  })
  void suggestsTheProviderThatWasMeant(String typed, String meant) {
    assertThat(typos.suggestion(new EmailAddress("Ada.L+x", typed))).contains("Ada.L+x@" + meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail.com",
        "ymail.com",
        "mail.com",
        "email.com",
        "gmx.at",
        "me.com",
        "he.com",
        "mx.de",
        "band.example",
        "my-own-domain.org",
        "xn--bcher-kva.example"
      })
  void leavesEverybodyElseAlone(String domain) {
    assertThat(typos.suggestion(new EmailAddress("fan", domain))).isEmpty();
  }
}
