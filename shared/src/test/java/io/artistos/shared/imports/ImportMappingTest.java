package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.fans.ImportStatement;
import io.artistos.shared.http.Json;
import io.artistos.shared.testing.Calls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column of a list can be said to hold. */
class ImportMappingTest {

  @ParameterizedTest
  @ValueSource(strings = {"field:favouriteSong", "field:favourite-song", "field:2nd", "city"})
  void aColumnCanBeWhatAPageAsksFor(String role) {
    assertThat(mapped(role)).containsEntry("Song", role);
  }

  @Test
  void butNotUnderWhatIsNoKey() {
    for (String role : new String[] {"field:", "field:-song", "field:a b", "song", "field"}) {
      assertThatThrownBy(() -> mapped(role)).isInstanceOf(InvalidInput.class);
    }
  }

  private static Map<String, String> mapped(String role) {
    return NewImport.read(
            Calls.post(
                Json.write(
                    Map.of(
                        "bytes",
                        1,
                        "source",
                        "the old list",
                        "statement",
                        ImportStatement.CURRENT.version(),
                        "mapping",
                        Map.of("Song", role)))))
        .mapping();
  }
}
