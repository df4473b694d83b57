package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseFieldsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1948-06-21", "2027-03-05", "2199-12-31"})
  void takesDaysOfRecordedMusic(String date) {
    assertThat(read(date).date()).isEqualTo(LocalDate.parse(date));
  }

  /** The moment of the last one is in the year 10000, which compares as text before any other. */
  @ParameterizedTest
  @ValueSource(strings = {"soon", "2027-02-30", "1859-12-31", "2200-01-01", "9999-12-31"})
  void refusesOtherDays(String date) {
    assertThatThrownBy(() -> read(date))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("date");
  }

  private static ReleaseFields read(String date) {
    Call call =
        new Call(
            "POST",
            URI.create("http://localhost/"),
            Map.of("content-type", "application/json"),
            Map.of(),
            Optional.of("{\"title\":\"T\",\"date\":\"" + date + "\"}"));
    return ReleaseFields.read(call, ZoneOffset.UTC);
  }
}
