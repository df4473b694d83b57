package io.artistos.shared.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of contracts, section 2.5. */
class FigureFileTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AUDIENCE|date,listeners,streams,followers",
        "AUDIENCE|date,listeners,monthly listeners,monthly active listeners,streams,playlist adds,"
            + "saves,followers",
        "AUDIENCE|date,listeners,monthly listeners,monthly active listeners,super listeners,"
            + "streams,playlist adds,saves,followers",
        "AUDIENCE|followers;DATE ; Listeners;Monthly_Listeners",
        "SONGS|song,listeners,streams,saves,release_date",
        "SONGS|titre,écoutes",
        "SONG_TIMELINE|date,streams",
        "PLAYLISTS|title,author,listeners,streams,date_added"
      })
  void tellsFilesApartByTheirColumns(Dataset dataset, String header) {
    assertThat(FigureFile.read(header + "\n", NOW).dataset()).isEqualTo(dataset);
  }

  @Test
  void takesByteOrderMarkWindowsLinesSemicolonsAndQuotes() {
    FigureFile file =
        FigureFile.read("\uFEFFdate;streams;followers\r\n\"2026-11-20\";\"1.234\";12 345\r\n", NOW);

    assertThat(figures(file)).isEqualTo(Map.of("streams", 1234L, "followers", 12345L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234|1234",
        "'1,234'|1234",
        "'1.234.567'|1234567",
        "1 234|1234",
        "0|0",
        "1\u202f234|1234"
      })
  void readsThousandsHoweverTheyAreSet(String cell, long value) throws Exception {
    assertThat(Cells.count(cell)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "n/a", "N/A", "–"})
  void takesWhatIsNotKnownForAbsentAndNeverForZero(String cell) throws Exception {
    assertThat(Cells.count(cell)).isEmpty();
    FigureFile file =
        FigureFile.read("date,streams,followers\n2026-11-20,\"" + cell + "\",1\n", NOW);
    assertThat(figures(file)).isEqualTo(Map.of("followers", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,23", "-1", "1.5", "1,234.567", "1e3", "=1+1", "９"})
  void takesNothingElseForANumber(String cell) {
    assertThatThrownBy(() -> Cells.count(cell)).isInstanceOf(Cells.Fault.class);
  }

  @Test
  void keepsColumnsThatItDoesNotKnow() {
    FigureFile file = FigureFile.read("date,followers,Mood of the day\n2026-11-20,1,sunny\n", NOW);

    assertThat(values(file).other()).isEqualTo(Map.of("mood of the day", "sunny"));
  }

  @Test
  void doesNotKeepWhoMadeAPlaylist() {
    FigureFile file =
        FigureFile.read("title,author,listeners,streams,date_added\nSunday,Ann B,1,2,n/a\n", NOW);

    assertThat(file.totals())
        .containsExactly(
            new PeriodFigures.Row("Sunday", null, Map.of("listeners", 1L, "streams", 2L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "a,b", "date,date,streams", "date,plays"})
  void refusesOtherHeaders(String header) {
    assertThatThrownBy(() -> FigureFile.read(header, NOW)).isInstanceOf(InvalidInput.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"date,followers\n2026-11-20,\uFFFD", "date\0,followers"})
  void refusesWhatIsNoText(String file) {
    assertThatThrownBy(() -> FigureFile.read(file, NOW)).isInstanceOf(MalformedRequest.class);
  }

  @Property
  void readsBackWhatWasWritten(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long value) {
    String grouped = String.format(java.util.Locale.ENGLISH, "%,d", value);
    FigureFile file = FigureFile.read("date,followers\n" + DAY + ",\"" + grouped + "\"\n", NOW);

    assertThat(figures(file)).isEqualTo(Map.of("followers", value));
  }

  @Property
  void neverFailsOtherwiseThanInWords(@ForAll @StringLength(max = 200) String rest) {
    try {
      FigureFile file = FigureFile.read("date,followers\n" + rest, NOW);
      assertThat(file.days().size() + file.ignored() + file.faults().size()).isEqualTo(file.rows());
    } catch (InvalidInput | MalformedRequest e) {
      assertThat(e.getMessage()).isNotNull();
    }
  }

  private static Values values(FigureFile file) {
    assertThat(file.faults()).isEmpty();
    return Objects.requireNonNull(file.days().get(DAY));
  }

  private static Map<String, Long> figures(FigureFile file) {
    return values(file).figures();
  }

  @Test
  void losesNoRowWithAReturnInItsLastCell() {
    CsvTable table = CsvTable.parse("streams,song\n1,\"Night\rTrains\"\n2,Rain\n");

    assertThat(table.rows())
        .extracting(CsvTable.Row::fields)
        .containsExactly(List.of("1", "Night\nTrains"), List.of("2", "Rain"));
  }

  @Test
  void refusesMoreThanTwentyThousandRows() {
    String rows = "2026-11-01,1\n".repeat(20_001);

    assertThatThrownBy(() -> CsvTable.parse("date,streams\n" + rows))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("too-long");
  }
}
