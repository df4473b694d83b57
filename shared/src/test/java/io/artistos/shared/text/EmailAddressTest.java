package io.artistos.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "fan@example.com, fan@example.com",
    "Fan.Name+tour@EXAMPLE.com, Fan.Name+tour@example.com",
    "o'neil@sub.example.co.uk, o'neil@sub.example.co.uk",
    "fan@bücher.example, fan@xn--bcher-kva.example",
    "fan@例え.jp, fan@xn--r8jz45g.jp",
    "FAN@BÜCHER.EXAMPLE, FAN@xn--bcher-kva.example",
    "fan@xn--bcher-kva.example, fan@xn--bcher-kva.example",
    "fan＠example.com, fan@example.com",
    "mailto:fan@example.com, fan@example.com"
  })
  void acceptsWhatMailCanBeSentTo(String typed, String value) {
    assertThat(EmailAddress.parse(typed).orElseThrow().value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "fan",
        "fan@",
        "@example.com",
        "fan@example",
        "fan@localhost",
        "fan@-example.com",
        "fan@example..com",
        ".fan@example.com",
        "fan.@example.com",
        "fa..n@example.com",
        "fan name@example.com",
        "fan@exa mple.com",
        "fan@example.com,other@example.com",
        "fan@@example.com",
        "Fan <fan@example.com>",
        "fan@[127.0.0.1]",
        "fan@127.0.0.1",
        "fän@example.com",
        "fan@example.com\r\nBcc: x@example.com",
        "fan@straße.example",
        "fan(comment)@example.com",
        "@relay.example:fan@example.com",
        "\"\"@example.com",
        "\"fan\r\nBcc: x\"@example.com"
      })
  void refusesEverythingElse(String typed) {
    assertThat(EmailAddress.parse(typed)).isEmpty();
  }

  @Test
  void holdsTheLengthsOfRfc5321() {
    String domain = "@" + "a".repeat(60) + ".example";
    assertThat(EmailAddress.parse("l".repeat(64) + domain)).isPresent();
    assertThat(EmailAddress.parse("l".repeat(65) + domain)).isEmpty();
    String label = "d".repeat(61) + ".";
    assertThat(EmailAddress.parse("l@" + label.repeat(4) + "cc")).isPresent();
    assertThat(EmailAddress.parse("llll@" + label.repeat(4) + "ccc")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " fan@example.com ",
        "\u00A0fan@example.com\u200B",
        "\uFEFFfan@example.com",
        "fan@exam\u00ADple.com",
        "\u202Afan@example.com\u202C"
      })
  void doesNotMindWhatNobodySees(String pasted) {
    assertThat(EmailAddress.parse(pasted).orElseThrow().value()).isEqualTo("fan@example.com");
  }

  @Test
  void keepsQuotesOnlyWhereTheyMustBe() {
    assertThat(EmailAddress.parse("\"fan\"@example.com").orElseThrow().value())
        .isEqualTo("fan@example.com");
    assertThat(EmailAddress.parse("\"a fan\"@example.com").orElseThrow().value())
        .isEqualTo("\"a fan\"@example.com");
    assertThat(EmailAddress.parse("\"a@b\"@example.com").orElseThrow().domain())
        .isEqualTo("example.com");
  }

  @Test
  void isAnotherFanWithAnotherTag() {
    assertThat(EmailAddress.parse("fan+a@example.com").orElseThrow().normalised())
        .isNotEqualTo(EmailAddress.parse("fan@example.com").orElseThrow().normalised());
  }

  @ParameterizedTest
  @CsvSource({
    "fan@bücher.example, fan@bücher.example",
    "fan@例え.jp, fan@例え.jp",
    "fan@пример.рф, fan@пример.рф",
    // Cyrillic letters that look like Latin ones.
    "fan@xn--80ak6aa92e.com, fan@xn--80ak6aa92e.com",
    "fan@exаmple.com, fan@xn--exmple-4nf.com"
  })
  void showsItsOwnScriptWhereNobodyCouldBeDeceived(String typed, String shown) {
    assertThat(EmailAddress.parse(typed).orElseThrow().shown()).isEqualTo(shown);
  }

  @Test
  void isTheSameFanInAnyCase() {
    assertThat(EmailAddress.parse("Fan@Example.COM").orElseThrow().normalised())
        .isEqualTo(EmailAddress.parse("fan@example.com").orElseThrow().normalised());
  }

  @ParameterizedTest
  @CsvSource({
    "Fan@Example.com, fan@example.com",
    "fan+tour+2@example.com, fan@example.com",
    "f.an@example.com, f.an@example.com",
    "F.A.N+x.y@gmail.com, fan@gmail.com",
    "fan@googlemail.com, fan@gmail.com",
    "fan@gmail.example, fan@gmail.example",
    "+fan@example.com, +fan@example.com",
    "'\"fan+a b\"@example.com', fan@example.com"
  })
  void isCountedByTheInboxThatItEndsUpIn(String typed, String mailbox) {
    assertThat(EmailAddress.parse(typed).orElseThrow().mailbox()).isEqualTo(mailbox);
  }

  @Test
  void isNotPrinted() {
    assertThat(EmailAddress.parse("fan@example.com").orElseThrow().toString())
        .doesNotContain("fan@");
  }
}
