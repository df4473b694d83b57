package io.artistos.shared.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page can ask for beside the address. */
class PageFieldsTest {

  private static final String ASKING =
      "{\"texts\": {\"en\": {}}, \"fields\": [{\"key\": \"%s\", \"labels\": {\"en\": \"?\"}}]}";

  private final PagesWorld world = new PagesWorld();

  @ParameterizedTest
  @ValueSource(strings = {"favouriteSong", "favourite-song", "song_2", "2nd", "firstName", "city"})
  void isAskedForUnderTheKeysThatListsHaveToo(String key) {
    world.draft(ASKING.formatted(key));
    world.publish();

    assertThat(world.shown().fields()).extracting(AskedField::key).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form",
        "framed",
        "birthdayDay",
        "birthdayMonth",
        "email",
        "website",
        "cf-turnstile-response",
        "submit",
        "reset",
        "action",
        "elements",
        "notice",
        "email-wrong",
        "-song",
        "Lied!",
        "x23456789x23456789x23456789x23456789x23456789"
      })
  void isNotAskedForUnderNamesThatTheFormHasForItself(String key) {
    assertThatThrownBy(() -> world.draft(ASKING.formatted(key))).isInstanceOf(InvalidInput.class);
  }

  @Test
  void whatAnOlderPageAsksForUnderTheFormsNamesIsLeftOutAndTheRestIsRead() {
    PageContent content =
        Json.read(
            """
            {"language": "en", "texts": {}, "fields": [
              {"key": "form", "required": true, "labels": {"en": "?"}},
              {"key": "birthdayDay", "required": false, "labels": {"en": "?"}},
              {"key": "submit", "required": false, "labels": {"en": "?"}},
              {"key": "city", "required": true}]}
            """,
            PageContent.class);

    assertThat(content.fields()).extracting(AskedField::key).containsExactly("submit", "city");
  }
}
