package io.artistos.shared.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Json;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.numbers.NumbersView.Line;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ViewCounterTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-22");
  private static final String PAGE = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final Place BRISTOL =
      Place.of(Optional.of(new Location("GB", "England", "Bristol")), "band.example");

  private final TestPlatform platform = TestPlatform.get();
  private final SecureRandom random = new SecureRandom();
  private final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-22T23:00:00Z"));
  private final TenantId tenant = TenantId.random(random);
  private final List<Runnable> later = new ArrayList<>();
  private final ViewCounter counter = instance();
  private final Numbers numbers = new Numbers(platform.database());
  private final NumbersSettling settling = new NumbersSettling(platform.database(), clock);

  @Test
  void costsViewersNothingAndAWriteForAllOfThemLater() {
    assertThat(
            platform.costOf(
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    counter.seen(tenant, PAGE, BRISTOL);
                  }
                }))
        .isEmpty();
    assertThat(later).hasSize(1);

    assertThat(platform.costOf(counter::write)).isEqualTo(Map.of("create performance", 1L));
    counter.seen(tenant, PAGE, BRISTOL);
    assertThat(later).hasSize(2);
    assertThat(platform.costOf(counter::write)).isEqualTo(Map.of("patch performance", 1L));
    assertThat(platform.costOf(counter::write)).isEmpty();
    assertThat(total()).isEqualTo(1_001);
  }

  @Test
  void isExactOnSeveralInstancesThatWriteWhileTheyCount() throws Exception {
    List<ViewCounter> instances = List.of(counter, instance(), instance());
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        ViewCounter one = instances.get(i % instances.size());
        boolean writes = i % 20 == 0;
        all.add(
            threads.submit(
                () -> {
                  one.seen(tenant, PAGE, BRISTOL);
                  if (writes) {
                    one.write();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    instances.forEach(ViewCounter::write);

    assertThat(total()).isEqualTo(600);
    assertThat(read(Group.CITY).lines())
        .containsExactly(new Line(null, "GB", "Bristol", null, null, 600));
  }

  @Test
  void writesAgainWhatMayNotBeWrittenAndCountsNothingTwice() {
    for (int views = 1; views <= 3; views++) {
      counter.seen(tenant, PAGE, BRISTOL);
      // It is written, but the answer says that it is not.
      platform.cosmos().breakAfter(0);
      counter.write();
      platform.cosmos().mend();
      assertThat(total()).isEqualTo(views);
      assertThat(later).hasSize(2 * views);
      counter.write();
      assertThat(total()).isEqualTo(views);
    }
  }

  @Test
  void writesLaterWhatTheDatabaseDidNotTake() {
    for (int i = 0; i < 3; i++) {
      counter.seen(tenant, PAGE.replace('A', (char) ('A' + i)), BRISTOL);
    }
    // Of the first it is carried out, of the others not.
    platform.cosmos().breakAfter(0);
    counter.write();
    platform.cosmos().mend();
    counter.write();

    NumbersRequest ofAll =
        new NumbersRequest(Figure.VIEWS, Group.PAGE, DAY, DAY, Optional.empty(), 50);
    assertThat(numbers.read(tenant, ofAll).lines()).extracting(Line::count).containsOnly(1L);
    assertThat(numbers.read(tenant, ofAll).lines()).hasSize(3);
  }

  @Test
  void losesNothingOfADayThatEndsBeforeItIsWritten() {
    counter.seen(tenant, PAGE, BRISTOL);
    clock.advance(Duration.ofHours(2));
    counter.seen(tenant, PAGE, BRISTOL);
    counter.write();

    assertThat(read(Group.DAY).lines()).extracting(Line::count).containsExactly(1L, 1L);
  }

  @Test
  void keepsOneItemForEachPageAndDayOnceTheDayIsAddedUp() {
    for (int i = 0; i < 150; i++) {
      ViewCounter one = instance();
      one.seen(tenant, PAGE, BRISTOL);
      one.write();
    }
    assertThat(items()).isEqualTo(150);
    clock.advance(Duration.ofDays(1));

    assertThat(settling.settle(tenant, DAY)).isEqualTo(1);
    // The day, and how far this is.
    assertThat(items()).isEqualTo(2);
    assertThat(total()).isEqualTo(150);
    assertThat(settling.settle(tenant, DAY)).isZero();
  }

  @Test
  void countsNothingMoreForADayThatWasAddedUp() {
    counter.seen(tenant, PAGE, BRISTOL);
    counter.write();
    counter.seen(tenant, PAGE, BRISTOL);
    clock.advance(Duration.ofDays(1));
    settling.settle(tenant, DAY);
    counter.write();

    assertThat(total()).isEqualTo(1);
    assertThat(items()).isEqualTo(2);
  }

  @Test
  void staysSmallWhateverVisitorsSayTheyAre() {
    for (int i = 0; i < 3_000; i++) {
      counter.seen(
          tenant,
          PAGE,
          Place.of(Optional.of(new Location("DE", null, "City " + i)), "source-" + i));
    }
    // Whoever invents a thousand sources does not hide one that comes later.
    for (int i = 0; i < 40; i++) {
      counter.seen(tenant, PAGE, Place.of(Optional.of(new Location("DE", null, "Bonn")), "poster"));
    }
    counter.write();
    clock.advance(Duration.ofDays(1));
    settling.settle(tenant, DAY);

    Map<String, Tally> figures =
        platform
            .database()
            .tenant(tenant, Containers.PERFORMANCE)
            .read("numbers-" + DAY + "-" + PAGE, DayItem.class)
            .orElseThrow()
            .value()
            .figures();
    Tally tally = figures.getOrDefault("views", Tally.NONE);
    assertThat(tally.cities()).hasSizeLessThanOrEqualTo(Tally.MOST_CITIES + 1);
    assertThat(tally.sources()).hasSizeLessThanOrEqualTo(Tally.MOST_SOURCES + 1);
    assertThat(tally.cities().values().stream().mapToLong(n -> n).sum()).isEqualTo(3_040);
    assertThat(tally.sources().values().stream().mapToLong(n -> n).sum()).isEqualTo(3_040);
    assertThat(tally.sources()).containsEntry("poster", 40L);
    assertThat(tally.cities()).containsEntry("DE/Bonn", 40L);
    assertThat(Json.write(tally).length()).isLessThan(20_000);
  }

  @Test
  void isExactWhenTheDayIsAddedUpWhileItIsRead() {
    boolean interrupted = true;
    int before = 0;
    for (int requests = 0; interrupted; requests++) {
      String page = PAGE.substring(1) + (char) ('a' + requests);
      LocalDate day = DAY.plusDays(requests);
      counter.seen(tenant, page, BRISTOL);
      counter.write();
      clock.advance(Duration.ofDays(1));
      NumbersRequest request =
          new NumbersRequest(Figure.VIEWS, Group.DAY, DAY, day, Optional.empty(), 50);
      platform.cosmos().interruptAfter(requests, () -> settling.settle(tenant, day));
      assertThat(numbers.read(tenant, request).total())
          .as("after %d requests", requests)
          .isEqualTo(requests + 1);
      interrupted = platform.cosmos().interrupted();
      before = requests;
    }
    assertThat(before).as("requests of a read").isGreaterThanOrEqualTo(4);
  }

  @Test
  void showsNoCityThatTwoViewsCameFrom() {
    Place lyme = Place.of(Optional.of(new Location("GB", "England", "Lyme")), null);
    for (int i = 0; i < 3; i++) {
      counter.seen(tenant, PAGE, BRISTOL);
    }
    counter.seen(tenant, PAGE, lyme);
    counter.seen(tenant, PAGE, lyme);
    counter.write();

    NumbersView cities = read(Group.CITY);
    assertThat(cities.lines()).containsExactly(new Line(null, "GB", "Bristol", null, null, 3));
    assertThat(cities.others()).isEqualTo(2);
    assertThat(cities.total()).isEqualTo(5);
  }

  private ViewCounter instance() {
    return new ViewCounter(platform.database(), random, clock, later::add);
  }

  private NumbersView read(Group by) {
    return numbers.read(
        tenant,
        new NumbersRequest(
            Figure.VIEWS, by, DAY, Marks.day(clock.instant()), Optional.of(PAGE), 50));
  }

  private long total() {
    return read(Group.DAY).total();
  }

  private long items() {
    return platform.database().tenant(tenant, Containers.PERFORMANCE).count("true", Map.of());
  }
}
