package io.artistos.shared.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.charts.Chart;
import io.artistos.shared.charts.WorldMap;
import io.artistos.shared.charts.WorldMap.Point;
import io.artistos.shared.http.Call;
import io.artistos.shared.numbers.NumbersChart.Circle;
import io.artistos.shared.numbers.NumbersChart.Label;
import io.artistos.shared.numbers.NumbersChart.Model;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersChartTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  @Test
  void drawsAColumnForEachDayOnWhichSomethingHappened() throws IOException {
    Map<String, Long> days = new TreeMap<>();
    IntStream.range(0, 20)
        .forEach(i -> days.put(LocalDate.parse("2026-11-01").plusDays(i).toString(), 7L * i));
    NumbersView view = NumbersView.of(request(Map.of("figure", "views")), days);
    Model model = NumbersChart.model(view, Map.of());

    // Of 30 days 20 have a figure, and one of those is 0.
    assertThat(view.lines()).hasSize(30);
    assertThat(model.boxes()).hasSize(19);
    assertThat(model.labels()).extracting(Label::text).contains("0", "50", "200", "22 Nov 2026");
    assertThat(model.description())
        .isEqualTo(
            "1,330 from 24 Oct 2026 to 22 Nov 2026, days in UTC. The most, 133, on 20 Nov 2026.");
    keep("days", view);
  }

  @Test
  void drawsTheTenLongestBarsAndSaysThemInWords() throws IOException {
    Map<String, Long> countries = new TreeMap<>(Map.of("", 3L, "GB", 120L, "DE", 48L, "*", 5L));
    for (String code : "FR ES PT JP US IT NL SE NO".split(" ", -1)) {
      countries.put(code, 10L);
    }
    NumbersView view =
        NumbersView.of(request(Map.of("figure", "signups", "by", "country")), countries);
    Model model = NumbersChart.model(view, Map.of());

    assertThat(view.total()).isEqualTo(266);
    assertThat(view.others()).isEqualTo(5);
    assertThat(model.title()).isEqualTo("Sign-ups by country");
    assertThat(model.boxes()).hasSize(10);
    assertThat(model.labels()).extracting(Label::text).contains("United Kingdom", "120", "Germany");
    assertThat(model.description()).contains("United Kingdom: 120.", "Germany: 48.");
    assertThat(model.map()).isTrue();
    keep("countries", view);
  }

  @Test
  void putsEachCountryOnTheMapWithAnAreaAsItsNumber() {
    NumbersView view =
        NumbersView.of(
            request(Map.of("figure", "views", "by", "country")),
            Map.of("", 7L, "GB", 400L, "DE", 100L, "SG", 1L, "RE", 5L, "A1", 3L));
    List<Circle> circles = NumbersChart.model(view, Map.of()).circles();

    // Unknown ones, parts of others and what is no country stand in the list alone.
    assertThat(circles).extracting(Circle::radius).containsExactly("24.0", "12.0", "2.5");
    Point germany = WorldMap.place("DE").orElseThrow();
    assertThat(circles.get(1).x()).isEqualTo(Chart.coordinate(germany.x()));
    assertThat(circles.get(1).y()).isEqualTo(Chart.coordinate(Chart.TOP + germany.y()));
    assertThat(NumbersChart.reply(view, Map.of()).body()).contains(WorldMap.land());
    NumbersView days = NumbersView.of(request(Map.of("figure", "views")), Map.of());
    assertThat(NumbersChart.model(days, Map.of()).map()).as("only of countries").isFalse();
  }

  @Test
  void escapesWhatVisitorsSay() {
    NumbersView view =
        NumbersView.of(request(Map.of("figure", "views", "by", "city")), Map.of("GB/<b>&\"", 9L));

    assertThat(NumbersChart.reply(view, Map.of()).body())
        .contains("&lt;b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void saysSoWhenThereIsNothing() {
    NumbersView view =
        NumbersView.of(request(Map.of("figure", "leaves", "by", "source")), Map.of());

    assertThat(NumbersChart.model(view, Map.of()).map()).as("only of countries").isFalse();
    assertThat(NumbersChart.model(view, Map.of()).labels())
        .extracting(Label::text)
        .containsExactly("Nothing for these days");
    assertThat(NumbersChart.model(view, Map.of()).boxes()).isEmpty();
  }

  @Test
  void hasRoomForEveryCountry() {
    assertThat(request(Map.of("figure", "views", "by", "country")).limit()).isEqualTo(500);
    assertThat(request(Map.of("figure", "views", "by", "city")).limit()).isEqualTo(50);
  }

  @Test
  void callsPagesByTheirNames() {
    NumbersView view =
        NumbersView.of(
            request(Map.of("figure", "views", "by", "page")), Map.of("id-1", 9L, "gone", 2L));
    Model model = NumbersChart.model(view, Map.of("id-1", "tour"));

    assertThat(model.labels()).extracting(Label::text).containsExactly("tour", "9", "gone", "2");
    assertThat(model.description()).contains("tour: 9.", "gone: 2.");
  }

  /** To be looked at. */
  private static void keep(String name, NumbersView view) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "charts"));
    Files.writeString(folder.resolve(name + ".svg"), NumbersChart.reply(view, Map.of()).body());
  }

  private static NumbersRequest request(Map<String, String> query) {
    return NumbersRequest.read(
        new Call("GET", URI.create("/api/numbers"), Map.of(), query, Optional.empty()), CLOCK);
  }
}
