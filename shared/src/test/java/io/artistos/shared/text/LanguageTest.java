package io.artistos.shared.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which language a visitor gets, and that all languages say all there is to say. */
class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de                              | DE",
        "de-AT, en;q=0.8                 | DE",
        "nl, fr-CA;q=0.7, en;q=0.3       | FR",
        "pt-BR                           | PT",
        "ja-JP                           | JA",
        "en;q=0.2, es;q=0.9              | ES",
        "nl                              | EN",
        "*                               | EN",
        "de;q=much                       | EN",
        "�                               | EN",
      })
  void visitorsGetWhatTheyReadBest(String header, Language expected) {
    assertThat(Language.best(Optional.of(header), List.of(Language.values()))).isEqualTo(expected);
  }

  @Test
  void onlyWhatIsOfferedIsGivenAndTheFirstOneOtherwise() {
    List<Language> offered = List.of(Language.ES, Language.JA);

    assertThat(Language.best(Optional.of("de, ja;q=0.1"), offered)).isEqualTo(Language.JA);
    assertThat(Language.best(Optional.of("de"), offered)).isEqualTo(Language.ES);
    assertThat(Language.best(Optional.empty(), offered)).isEqualTo(Language.ES);
    assertThat(Language.best(Optional.of("ja,".repeat(200)), offered)).isEqualTo(Language.ES);
  }

  @ParameterizedTest
  @EnumSource
  void everyLanguageSaysAllThatEnglishSaysAboutTheSameThings(Language language) {
    Words english = Words.in(Language.EN);
    Words words = Words.in(language);

    assertThat(words.keys()).isEqualTo(english.keys()).hasSizeGreaterThan(50);
    assertThat(words.keys())
        .allSatisfy(
            key -> {
              assertThat(words.get(key, "Mira {0}")).isNotBlank();
              assertThat(words.get(key, "Mira {0}").contains("Mira {0}"))
                  .isEqualTo(english.get(key, "Mira {0}").contains("Mira {0}"));
            });
    assertThat(language.locale().toLanguageTag()).isEqualTo(language.tag());
  }

  @Test
  void wordsThatDoNotExistAreAMistakeOfOurs() {
    Words words = Words.in(Language.DE);

    assertThat(words.get("form.firstName")).isEqualTo("Vorname");
    assertThatThrownBy(() -> words.get("form.nothing"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Language.of("xx")).isInstanceOf(IllegalArgumentException.class);
  }
}
