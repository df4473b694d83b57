package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.testing.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an artist may put on a page. */
class PageContentReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'texts': {}}                                                                   | texts",
        "{'language': 'de', 'texts': {'en': {}}}                                         | texts",
        "{'language': 'xx', 'texts': {'en': {}}}                                         | language",
        "{'texts': {'en': {'consent': 'Yes, send me mail.'}}}                            | texts.en.consent",
        "{'texts': {'en': {}}, 'colours': {'accent': 'red'}}                             | colours.accent",
        "{'texts': {'en': {}}, 'image': {'releaseId': '../x', 'mediaId': 'y', 'alt': 'z'}} | image.releaseId",
        "{'texts': {'en': {}}, 'fields': [{'key': 'song'}]}                              | fields[0].labels",
        "{'texts': {'en': {}}, 'fields': [{'key': 'city'}, {'key': 'city'}]}             | fields[1].key",
        "{'texts': {'en': {}}, 'fields': [{'key': 'city', 'required': 'yes'}]}           | fields[0].required",
        "{'texts': {'en': {}}, 'links': {}}                                              | links",
      })
  void whatIsWrongIsNamed(String body, String field) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.errors()).extracting(FieldError::field).contains(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript://a.example/%0aalert(1)",
        "http://a.example/",
        "https:///nowhere",
        "https://user:secret@a.example/",
        "data:text/html,x",
        "/inside"
      })
  void linksAndRedirectsAreWhatBrowsersOpenAsAPage(String url) {
    String text = "{'texts': {'en': {}}, ";

    assertThatThrownBy(() -> read(text + "'links': [{'label': 'x', 'url': '" + url + "'}]}"))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> read(text + "'redirect': '" + url + "'}"))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void theConsentNamesTheArtist() {
    PageContent content = read("{'texts': {'en': {'consent': 'Yes to {artist}!'}}}");

    assertThat(content.text(content.language()).consent()).isEqualTo("Yes to {artist}!");
  }

  private static PageContent read(String body) {
    return PageContentReader.read(Calls.post(body.replace('\'', '"')));
  }
}
