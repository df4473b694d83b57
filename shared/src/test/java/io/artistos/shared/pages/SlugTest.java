package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Fields;
import io.artistos.shared.testing.Calls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of pages in addresses: which there can be, and which are taken for one another. */
class SlugTest {

  @ParameterizedTest
  @CsvSource({
    "mira-sol, mira-so1",
    "mira-sol, mirasol",
    "mira-sol, m1ra-5ol",
    "mira-sol, mira-s0l",
    "modern, modem",
    "vvave, wave"
  })
  void whatLooksTheSameHasOneForm(String one, String other) {
    assertThat(SlugForm.of(new Slug(one))).isEqualTo(SlugForm.of(new Slug(other)));
  }

  @ParameterizedTest
  @CsvSource({"mira-sol, mira-sal", "mira2, mira3", "nova, mova"})
  void whatLooksDifferentHasNot(String one, String other) {
    assertThat(SlugForm.of(new Slug(one))).isNotEqualTo(SlugForm.of(new Slug(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"admin", "adm1n", "api", "a-p-i", "ab", "-mira", "mira-", "mi ra", "mïra"})
  void isNeitherOursNorOfAnotherForm(String slug) {
    Fields fields = Fields.read(Calls.post("{\"slug\": \"" + slug + "\"}"), 1_024);
    Slug.read(fields);

    assertThatThrownBy(fields::check).isInstanceOf(InvalidInput.class);
  }
}
