package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.geo.Location;
import io.artistos.shared.numbers.Figure;
import io.artistos.shared.numbers.Numbers;
import io.artistos.shared.numbers.NumbersRequest;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.numbers.NumbersSettling;
import io.artistos.shared.numbers.NumbersView;
import io.artistos.shared.numbers.NumbersView.Line;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanNumbersTest {

  private static final LocalDate DAY = LocalDate.ofInstant(FanWorld.START, ZoneOffset.UTC);
  private static final Location BRISTOL = new Location("GB", "England", "Bristol");

  private final FanWorld world = new FanWorld();
  private final Numbers numbers = new Numbers(world.platform.database());
  private final NumbersSettling settling =
      new NumbersSettling(world.platform.database(), world.clock);
  private final String email = world.anyAddress();

  @Test
  void countsASignUpAConfirmationAndAGoodbyeForTheSignUpsPlaceAndSource() {
    signUp(email, Optional.of(BRISTOL), "https://www.Band.example:8080/shows?x=1");
    confirm(email);
    leave(email);

    for (Figure figure : fanFigures()) {
      assertThat(lines(figure, Group.CITY)).containsExactly(city("GB", "Bristol", 1));
      assertThat(lines(figure, Group.COUNTRY)).containsExactly(city("GB", null, 1));
      assertThat(lines(figure, Group.SOURCE)).containsExactly(source("band.example", 1));
      assertThat(lines(figure, Group.PAGE))
          .containsExactly(new Line(null, null, null, null, world.page.id(), 1));
    }
  }

  @Test
  void countsNothingThatChangesNothing() {
    signUp(email, Optional.empty(), "");
    signUp(email, Optional.empty(), "");
    confirm(email);
    confirm(email);
    signUp(email, Optional.empty(), "");
    leave(email);
    leave(email);

    assertThat(totals()).isEqualTo(Map.of("signups", 1L, "confirmations", 1L, "leaves", 1L));
  }

  @Test
  void countsNoGoodbyeOfWhoNeverCameAndKeepsNoPlaceOfThem() {
    signUp(email, Optional.of(BRISTOL), "band.example");
    leave(email);

    assertThat(totals()).isEqualTo(Map.of("signups", 1L));
    NumbersView cities = read(Figure.SIGNUPS, Group.SOURCE);
    assertThat(cities.lines()).isEmpty();
    assertThat(cities.others()).isEqualTo(1);
    assertThat(lines(Figure.SIGNUPS, Group.COUNTRY)).containsExactly(city(null, null, 1));
    assertThat(world.fan(email).marks().toString()).doesNotContain("Bristol", "band");
  }

  @Test
  void countsOnTheDayInUtcOnWhichItHappened() {
    signUp(email, Optional.empty(), "");
    world.clock.advance(Duration.ofDays(1));
    confirm(email);

    assertThat(read(Figure.SIGNUPS, Group.DAY).lines())
        .extracting(Line::day, Line::count)
        .containsExactly(day(DAY, 1), day(DAY.plusDays(1), 0));
    assertThat(read(Figure.CONFIRMATIONS, Group.DAY).lines())
        .extracting(Line::day, Line::count)
        .containsExactly(day(DAY, 0), day(DAY.plusDays(1), 1));
  }

  @Test
  void isExactUnderOneHundredAndTwentyConcurrentFansOnSeveralInstances() throws Exception {
    List<FanSignup> instances = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      instances.add(instance());
    }
    List<String> fans = Stream.generate(world::anyAddress).limit(120).toList();
    // Each submits twice, and two thirds of them go on, by links pressed twice.
    twiceEach(fans, n -> come(instances.get(n % instances.size()), fans.get(n / 2)));
    twiceEach(fans, n -> goOn(fans.get(n / 2), n / 2));
    Map<String, Long> expected = Map.of("signups", 120L, "confirmations", 80L, "leaves", 40L);
    assertThat(totals()).isEqualTo(expected);
    assertThat(settleTomorrow()).isEqualTo(1);
    assertThat(totals()).isEqualTo(expected);
    assertThat(lines(Figure.LEAVES, Group.COUNTRY)).containsExactly(city("GB", null, 40));
  }

  @Test
  void isExactWhereverASignUpOrItsSettlingIsKilled() {
    long fans = 0;
    boolean broken = true;
    for (int requests = 0; broken; requests++) {
      assertThat(requests).isLessThan(50);
      String fan = world.anyAddress();
      fans++;
      broken = isBrokenAfter(requests, () -> everything(fan));
      everything(fan);
      assertThat(totals())
          .isEqualTo(Map.of("signups", fans, "confirmations", fans, "leaves", fans));
    }
    world.clock.advance(Duration.ofDays(1));
    broken = true;
    for (int requests = 0; broken; requests++) {
      assertThat(requests).isLessThan(50);
      broken = isBrokenAfter(requests, () -> settling.settle(world.tenant, DAY));
      assertThat(totals())
          .isEqualTo(Map.of("signups", fans, "confirmations", fans, "leaves", fans));
    }
    assertThat(settling.settle(world.tenant, DAY)).isZero();
  }

  @Test
  void addsUpToWhatTheHistoriesOfFansSay() {
    Random random = new Random(7);
    List<String> fans = List.of(email, world.anyAddress(), world.anyAddress());
    for (int i = 0; i < 60; i++) {
      String fan = fans.get(random.nextInt(fans.size()));
      switch (random.nextInt(4)) {
        case 0, 1 -> signUp(fan, Optional.of(BRISTOL), "a" + random.nextInt(3));
        case 2 -> ifThere(fan, this::confirm);
        default -> ifThere(fan, this::leaveIfConfirmed);
      }
      world.clock.advance(Duration.ofMinutes(random.nextInt(900)));
      settling.settle(world.tenant, today().minusDays(1 + random.nextInt(2)));
    }

    Map<String, Long> histories = new TreeMap<>();
    for (String fan : fans) {
      world
          .fan(fan)
          .history()
          .forEach(event -> histories.merge(figure(event.kind()), 1L, Long::sum));
    }
    assertThat(totals()).isEqualTo(histories);
    assertThat(histories).containsOnlyKeys("signups", "confirmations", "leaves");
  }

  @Test
  void costsReadersAReadAndAQueryForEachKindOfDay() {
    signUp(email, Optional.empty(), "");
    assertThat(costOfReading(DAY)).isEqualTo(Map.of("read performance", 2L, "query fans", 1L));
    settleTomorrow();

    assertThat(costOfReading(DAY))
        .isEqualTo(Map.of("read performance", 1L, "query performance", 1L));
  }

  @Test
  void showsNothingOfAnotherArtist() {
    signUp(email, Optional.empty(), "");

    FanWorld other = new FanWorld();
    assertThat(numbers.read(other.tenant, request(Figure.SIGNUPS, Group.DAY)).total()).isZero();
  }

  /** Without plans, which the SDK keeps. */
  private Map<String, Long> costOfReading(LocalDate to) {
    NumbersRequest request =
        new NumbersRequest(Figure.SIGNUPS, Group.DAY, to, to, Optional.empty(), 50);
    Map<String, Long> cost = new TreeMap<>(world.costOf(() -> numbers.read(world.tenant, request)));
    cost.keySet().removeIf(operation -> operation.startsWith("query-plan"));
    return cost;
  }

  private FanSignup instance() {
    return new FanSignup(
        world.platform.database(),
        new FanPages(world.platform.database(), world.clock),
        new KeyedHash(world.secrets, "id"),
        world.queue,
        world.clock);
  }

  /**
   * @param action for 0 to twice the number of fans
   */
  private static void twiceEach(List<String> fans, IntConsumer action) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 2 * fans.size(); i++) {
        int n = i;
        all.add(threads.submit(() -> action.accept(n)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void come(FanSignup instance, String fan) {
    instance.signUp(world.page.slug().value(), newFan(fan, "tour"), Optional.of(BRISTOL), null);
  }

  private void goOn(String fan, int n) {
    if (n % 3 > 0) {
      confirm(fan);
    }
    if (n % 3 > 1) {
      leave(fan);
    }
  }

  /** What was done before stays done; only who has left would sign up once more. */
  private void everything(String fan) {
    if (!hasLeft(fan)) {
      signUp(fan, Optional.of(BRISTOL), "tour");
      confirm(fan);
      leave(fan);
    }
  }

  private boolean hasLeft(String fan) {
    return world
        .platform
        .database()
        .tenant(world.tenant, Containers.FANS)
        .read(world.idOf(fan), Fan.class)
        .map(Versioned::value)
        .filter(known -> known.unsubscribedAt() != null)
        .isPresent();
  }

  private void signUp(String fan, Optional<Location> location, String source) {
    world.signup.signUp(world.page.slug().value(), newFan(fan, source), location, null);
  }

  private static NewFan newFan(String fan, String source) {
    return new NewFan(
        EmailAddress.parse(fan).orElseThrow(),
        Optional.empty(),
        ConsentWording.current(Language.EN),
        Optional.of(source),
        Map.of());
  }

  private void confirm(String fan) {
    world
        .platform
        .database()
        .tenant(world.tenant, Containers.FANS)
        .update(
            world.idOf(fan),
            Fan.class,
            one -> one.confirmed(one.signup().at(), world.clock.instant()));
  }

  private void leave(String fan) {
    world.links.unsubscribe(FanLinksTest.token(world.links.unsubscribeUrl(world.fan(fan))));
  }

  private void leaveIfConfirmed(String fan) {
    if (world.fan(fan).confirmedAt() != null) {
      leave(fan);
    }
  }

  private void ifThere(String fan, Consumer<String> action) {
    world
        .platform
        .database()
        .tenant(world.tenant, Containers.FANS)
        .read(world.idOf(fan), Fan.class)
        .ifPresent(known -> action.accept(fan));
  }

  private boolean isBrokenAfter(int requests, Runnable action) {
    world.platform.cosmos().breakAfter(requests);
    try {
      action.run();
      return false;
    } catch (Unavailable e) {
      return true;
    } finally {
      world.platform.cosmos().mend();
    }
  }

  private int settleTomorrow() {
    world.clock.advance(Duration.ofDays(1));
    return settling.settle(world.tenant, DAY);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
  }

  private NumbersRequest request(Figure figure, Group by) {
    return new NumbersRequest(figure, by, DAY, today(), Optional.empty(), 50);
  }

  private NumbersView read(Figure figure, Group by) {
    return numbers.read(world.tenant, request(figure, by));
  }

  private List<Line> lines(Figure figure, Group by) {
    return read(figure, by).lines();
  }

  private Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    for (Figure figure : fanFigures()) {
      long total = read(figure, Group.DAY).total();
      if (total > 0) {
        totals.put(figure.key(), total);
      }
    }
    return totals;
  }

  private static List<Figure> fanFigures() {
    return List.of(Figure.SIGNUPS, Figure.CONFIRMATIONS, Figure.LEAVES);
  }

  private static String figure(Fan.Event.Kind kind) {
    return switch (kind) {
      case SIGNED_UP -> "signups";
      case CONFIRMED -> "confirmations";
      case UNSUBSCRIBED -> "leaves";
      case SUPPRESSED, IMPORTED -> "none";
    };
  }

  private static Line city(@Nullable String country, @Nullable String city, long count) {
    return new Line(null, country, city, null, null, count);
  }

  private static Line source(String name, long count) {
    return new Line(null, null, null, name, null, count);
  }

  private static Tuple day(LocalDate day, long count) {
    return Tuple.tuple(day, count);
  }
}
