package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.fans.ImportedFan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LIST = Instant.parse("2024-01-01T00:00:00Z");

  /** What becomes of a fan of whom the list says this, and the artist nothing. */
  @ParameterizedTest
  @CsvSource({
    "Subscribed,no,never-agreed",
    "Subscribed,false,never-agreed",
    "Subscribed,yes,no-consent-date",
    "Created At,soon,bad-consent-date",
    "Created At,1970-01-01 00:00:00,consent-too-early",
    "Created At,0001-01-01,consent-too-early",
    "Created At,2026-11-24,consent-in-the-future",
    "Status,hard bounce,left-there",
    "Status,never_subscribed,never-agreed",
    "Status,Needs attention,unknown-status",
    "Accepts Email Marketing,no,never-agreed",
    "state,unconfirmed,never-agreed",
    "state,Ohio,no-consent-date",
    "fields,not JSON,bad-fields",
    "fields,[1],bad-fields",
    "fields,null,bad-fields",
    "fields,{\"\"a\"\":null},bad-fields",
    "Unsubscribed,2024-02-02,left-there"
  })
  void refusesWhoMayNotHaveAgreed(String column, String cell, String refusal) {
    assertThat(read(List.of("Email", column), List.of("ada@example.com", cell), null).refusal())
        .isEqualTo(refusal);
  }

  @Test
  void aDayThatCannotBeReadIsNotTheListsDay() {
    List<String> header = List.of("Email", "Created At");

    assertThat(read(header, List.of("ada@example.com", "soon"), LIST).refusal())
        .isEqualTo("bad-consent-date");
    assertThat(consent(read(header, List.of("ada@example.com", ""), LIST))).contains(LIST);
    assertThat(
            consent(read(List.of("Email", "Subscribed"), List.of("ada@example.com", "yes"), LIST)))
        .contains(LIST);
  }

  @ParameterizedTest
  @CsvSource({
    "04/03/2024,false,2024-04-03T00:00:00Z,--04-03",
    "04/03/2024,true,2024-03-04T00:00:00Z,--03-04",
    "25/03/2024,true,2024-03-25T00:00:00Z,--03-25",
    "2024-03-04,true,2024-03-04T00:00:00Z,--03-04"
  })
  void readsTheMonthFirstUnlessTheListHasTheDayFirst(
      String text, boolean dayFirst, Instant at, String birthday) {
    Moments moments = Moments.of(dayFirst);

    assertThat(moments.instant(text)).contains(at);
    assertThat(moments.birthday(text)).contains(birthday);
    assertThat(moments.birthday(text.substring(0, 5)))
        .isEqualTo(text.contains("/") ? Optional.of(birthday) : Optional.empty());
  }

  private static Optional<Instant> consent(ImportRow row) {
    return Optional.ofNullable(row.fan()).map(ImportedFan::consentedAt);
  }

  private static ImportRow read(
      List<String> header, List<String> cells, @Nullable Instant consentedAt) {
    Columns columns = Columns.of(",", header, Map.of());
    ImportTask task =
        new ImportTask(
            ImportTask.Phase.RUN,
            new ImportedFan.Terms("ada", "page", "list", "import-2026-11.en", "Ada", "en", false),
            consentedAt,
            List.of(),
            false,
            Map.of(),
            1,
            columns);
    return new RowReader(columns, task, "job", NOW).read(1, cells);
  }
}
