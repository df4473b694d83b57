package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.http.Call;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one address of a page hands on to the next. */
class HandedOnTest {

  @Test
  void sourceCampaignAndLanguageGoOnAndNothingElse() {
    assertThat(
            by(
                Map.of(
                    "source",
                    "qr & co",
                    "utm_source",
                    "news",
                    "lang",
                    "de",
                    "t",
                    "a token",
                    "utm_medium",
                    "mail")))
        .isEqualTo("/a/mira?source=qr+%26+co&utm_source=news&lang=de");
    assertThat(by(Map.of("lang", "ja"))).isEqualTo("/a/mira?lang=ja");
    assertThat(by(Map.of())).isEqualTo("/a/mira");
  }

  private static String by(Map<String, String> query) {
    URI address = URI.create("https://fans.example.org/s/abcdefg");
    return HandedOn.by(new Call("GET", address, Map.of(), query, Optional.empty()), "/a/mira");
  }
}
