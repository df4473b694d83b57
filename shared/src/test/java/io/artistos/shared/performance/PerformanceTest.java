package io.artistos.shared.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.performance.PerformanceUploads.Result;
import io.artistos.shared.performance.PerformanceUploads.Upload;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PerformanceTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final String OLD = "date,listeners,streams,followers\n";
  private static final String NEW =
      "\uFEFFdate,listeners,monthly listeners,monthly active listeners,super listeners,streams,"
          + "playlist adds,saves,followers\n";

  private final TestPlatform platform = TestPlatform.get();
  private final PinnedClock clock = new PinnedClock(NOW);
  private final TenantId tenant = TenantId.random(new SecureRandom());
  private final PerformanceUploads uploads = new PerformanceUploads(platform.database(), clock);
  private final PerformanceSeries series = new PerformanceSeries(platform.database(), clock);
  private final Snapshots snapshots = new Snapshots(platform.database());

  @Test
  void storesADayOnceAndThenOnlyWhatDiffers() {
    String file = OLD + "2026-11-20,10,20,1000\n2026-11-21,11,21,1001\n";

    assertThat(take(file)).extracting(Result::stored, Result::unchanged).containsExactly(2, 0);
    assertThat(take(file)).extracting(Result::stored, Result::unchanged).containsExactly(0, 2);
    Result third = take(file.replace("1001", "1002"));
    assertThat(third).extracting(Result::stored, Result::unchanged).containsExactly(1, 1);
    assertThat(values("followers")).containsExactly(1000L, 1002L);
  }

  @Test
  void keepsWhatANarrowerFileDoesNotHave() {
    take(NEW + "2026-11-20,10,100,90,5,20,1,2,1000\n");
    take(OLD + "2026-11-20,12,n/a,1000\n");

    assertThat(values("saves")).containsExactly(2L);
    assertThat(values("listeners")).containsExactly(12L);
    assertThat(values("streams")).containsExactly(20L);
  }

  @Test
  void ignoresWhatIsMoreThanTwelveMonthsAgoAndLetsTheRestExpire() {
    Result result = take(OLD + "2025-11-22,1,1,1\n2025-11-23,2,2,2\n");

    assertThat(result).extracting(Result::stored, Result::ignored).containsExactly(1, 1);
    assertThat(day("audience-2025-11-23").orElseThrow().ttl())
        .isEqualTo(Duration.ofHours(14).toSeconds());
  }

  @Test
  void namesTheLinesThatAreWrongAndTakesTheOthers() {
    Result result =
        take(OLD + "2026-11-20,1,1,1\n2026-13-01,1,1,1\n2026-11-21,x,1,1\n2026-11-20,1,1,1\n1\n");

    assertThat(result.stored()).isEqualTo(1);
    assertThat(result.faults()).extracting(RowFault::line).containsExactly(3L, 4L, 5L, 6L);
    assertThat(result.faults()).extracting(RowFault::column).contains("date", "listeners");
  }

  @Test
  void changesNothingForAHeaderThatItDoesNotKnow() {
    assertThatThrownBy(() -> take("day,plays\n2026-11-20,1\n")).isInstanceOf(InvalidInput.class);
    assertThat(series("streams").points()).isEmpty();
  }

  @Test
  void costsOneQueryAndAWriteForEachHundredDays() {
    StringBuilder file = new StringBuilder(OLD);
    for (int i = 0; i < 360; i++) {
      file.append(TODAY.minusDays(i)).append(",1,2,").append(1000 - i).append('\n');
    }

    assertThat(platform.costOf(() -> take(file.toString())))
        .isEqualTo(Map.of("query performance", 1L, "batch performance", 4L));
    assertThat(platform.costOf(() -> take(file.toString())))
        .isEqualTo(Map.of("query performance", 1L));
    assertThat(platform.costOf(() -> read("followers", TODAY.minusDays(399), TODAY)))
        .isEqualTo(Map.of("query performance", 1L));
  }

  @Test
  void keepsTheTimelineOfASongApart() {
    upload("date,streams\n2026-11-20,7\n", "Night Trains");

    Call call = call(Map.of("metric", "streams", "song", "Night Trains"));
    assertThat(series.read(tenant, SeriesRequest.read(call, clock)).points())
        .extracting(Series.Point::value)
        .containsExactly(7L);
    assertThat(series("streams").points()).isEmpty();
    assertThatThrownBy(() -> take("date,streams\n2026-11-20,7\n")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void keepsTotalsBySongWithoutMixingReleasesOfTheSameTitle() {
    String file =
        """
        song,listeners,streams,saves,release_date
        "Night, Trains",1,2,3,2026-03-20
        "Night, Trains",1,1,1,2025-03-20
        """;
    Result first = take(file);

    assertThat(first.dataset()).isEqualTo(Dataset.SONGS);
    assertThat(first.stored()).isEqualTo(2);
    assertThat(take(file).unchanged()).isEqualTo(2);
  }

  @Test
  void saysWhereDaysAreMissingAndHowFreshTheRestIs() {
    take(OLD + "2026-11-15,1,1,100\n2026-11-16,1,1,n/a\n2026-11-18,1,1,103\n2026-11-19,1,1,105\n");
    Series found = read("followers", LocalDate.parse("2026-11-15"), LocalDate.parse("2026-11-30"));

    assertThat(found.kind()).isEqualTo("level");
    assertThat(found.points())
        .extracting(Series.Point::value)
        .containsExactly(100L, null, 103L, 105L);
    assertThat(found.points().getLast().change()).isEqualTo(2);
    assertThat(found.gaps())
        .containsExactly(
            new Series.Range(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-17")),
            new Series.Range(LocalDate.parse("2026-11-20"), TODAY));
    assertThat(found.freshness())
        .isEqualTo(
            new Series.Freshness(
                LocalDate.parse("2026-11-19"), Source.SPOTIFY_FOR_ARTISTS_CSV, NOW));
  }

  @Test
  void prefersTheArtistsFileAndFillsInFromThePulls() {
    snapshot("2026-11-19", Map.of("followers", 900L));
    snapshot("2026-11-20", Map.of("followers", 901L));
    snapshot("2026-11-21", Map.of("releases", 3L));
    take(OLD + "2026-11-20,1,1,950\n");

    List<Series.Point> points = series("followers").points();
    assertThat(points).extracting(Series.Point::value).containsExactly(900L, 950L, null);
    assertThat(points)
        .extracting(Series.Point::source)
        .containsExactly(Source.SPOTIFY_API, Source.SPOTIFY_FOR_ARTISTS_CSV, Source.SPOTIFY_API);
    assertThat(points.get(1).change()).isNull();
  }

  @Test
  void drawsGapsAsBreaksAndSaysTheSameInWords() {
    take(OLD + "2026-11-15,1,1,100\n2026-11-16,1,1,110\n2026-11-18,1,1,103\n");
    Series found = read("followers", LocalDate.parse("2026-11-15"), LocalDate.parse("2026-11-18"));
    String svg = SeriesChart.reply(found).body();

    assertThat(SeriesChart.model(found).lines()).hasSize(1);
    assertThat(SeriesChart.model(found).dots()).hasSize(1);
    assertThat(svg)
        .startsWith("<svg")
        .contains("From 100 on 15 Nov 2026 to 103 on 18 Nov 2026. Days without a figure: 1.")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void refusesARangeOfMoreThan400Days() {
    assertThatThrownBy(() -> read("followers", TODAY.minusDays(400), TODAY))
        .isInstanceOf(InvalidInput.class);
  }

  private Result take(String file) {
    return uploads.take(tenant, new Upload(file, Optional.empty(), Optional.empty()));
  }

  private void upload(String file, String song) {
    uploads.take(tenant, new Upload(file, Optional.of(song), Optional.empty()));
  }

  private void snapshot(String day, Map<String, Long> figures) {
    snapshots.add(DayFigures.snapshot(tenant, LocalDate.parse(day), figures, List.of(), NOW));
  }

  private Series series(String metric) {
    return series.read(tenant, SeriesRequest.read(call(Map.of("metric", metric)), clock));
  }

  private Series read(String metric, LocalDate from, LocalDate to) {
    Call call = call(Map.of("metric", metric, "from", from.toString(), "to", to.toString()));
    return series.read(tenant, SeriesRequest.read(call, clock));
  }

  private List<Long> values(String metric) {
    return series(metric).points().stream().map(Series.Point::value).toList();
  }

  private static Call call(Map<String, String> query) {
    return new Call("GET", URI.create("/"), Map.of(), query, Optional.empty());
  }

  private Optional<DayFigures> day(String id) {
    return platform
        .database()
        .tenant(tenant, Containers.PERFORMANCE)
        .read(id, DayFigures.class)
        .map(Versioned::value);
  }
}
