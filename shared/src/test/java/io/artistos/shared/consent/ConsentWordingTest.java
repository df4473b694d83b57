package io.artistos.shared.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Words that fans agreed to stay as they were. */
class ConsentWordingTest {

  @Test
  void whatFansAgreedToFirstIsUnchanged() {
    ConsentWording wording = ConsentWording.of("2026-11.en").orElseThrow();

    assertThat(wording.agreement("Mira"))
        .isEqualTo(
            "Yes, send me mail about Mira’s music and shows. I can leave again with one click.");
    assertThat(wording.locationNotice())
        .isEqualTo(
            "When you sign up we look up the city, region and country of your connection and keep"
                + " those. Your IP address itself is never kept.");
  }

  @ParameterizedTest
  @EnumSource
  void everyLanguageHasAWordingThatNamesTheArtist(Language language) {
    ConsentWording wording = ConsentWording.current(language);

    assertThat(wording.language()).isEqualTo(language);
    assertThat(wording.agreement("Mira {0} $1")).contains("Mira {0} $1");
    assertThat(wording.locationNotice()).isNotBlank();
    assertThat(ConsentWording.of(wording.version())).contains(wording);
  }

  @Test
  void aVersionThatNobodyShowedIsNone() {
    assertThat(ConsentWording.of("2026-11.xx")).isEmpty();
    assertThat(ConsentWording.of("2026-11.en.agreement")).isEmpty();
    assertThat(ConsentWording.of("")).isEmpty();
  }
}
