package io.artistos.shared.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.numbers.NumbersRequest.Group;
import io.artistos.shared.pages.FanPage;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumbersRoundsTest {

  /** Far from other tests' days: the round is one for all artists of the platform. */
  private static final LocalDate DAY = LocalDate.parse("2027-05-01");

  private final TestPlatform platform = TestPlatform.get();
  private final Database database = platform.database();
  private final SecureRandom random = new SecureRandom();
  private final PinnedClock clock = new PinnedClock(Instant.parse("2027-05-01T12:00:00Z"));
  private final List<TenantId> tenants = new ArrayList<>();
  private final NumbersRounds rounds =
      new NumbersRounds(database, new NumbersSettling(database, clock), clock, 2);

  @BeforeEach
  void lookAtThreeArtists() {
    database.directory().delete(NumbersRound.ID);
    ViewCounter counter = new ViewCounter(database, random, clock, Runnable::run);
    for (int i = 0; i < 3; i++) {
      FanPage page = open();
      tenants.add(page.tenantId());
      counter.seen(page.tenantId(), page.id(), Place.of(Optional.empty(), null));
    }
  }

  @Test
  void addsADayUpAnHourAfterItIsOverAndForEveryArtist() {
    clock.advance(Duration.ofHours(12).plusMinutes(59));
    rounds.run();
    assertThat(settled()).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    round();
    assertThat(settled()).hasSize(3);
    assertThat(database.directory().read(NumbersRound.ID, NumbersRound.class))
        .hasValueSatisfying(read -> assertThat(read.value().after()).isNull());
    assertThat(platform.costOf(rounds::run)).isEqualTo(Map.of("read directory", 1L));
  }

  @Test
  void goesOnWhereverItWasKilled() {
    clock.advance(Duration.ofHours(13));
    boolean broken = true;
    for (int requests = 0; broken; requests += 3) {
      assertThat(requests).isLessThan(2_000);
      platform.cosmos().breakAfter(requests);
      try {
        rounds.run();
        broken = false;
      } catch (Unavailable e) {
        broken = true;
      } finally {
        broken |= platform.cosmos().mend();
      }
    }
    round();
    // Whose turn failed has it the next day.
    clock.advance(Duration.ofDays(1));
    round();

    assertThat(settled()).hasSize(3);
    Numbers numbers = new Numbers(database);
    for (TenantId tenant : tenants) {
      NumbersRequest request =
          new NumbersRequest(Figure.VIEWS, Group.DAY, DAY, DAY, Optional.empty(), 50);
      assertThat(numbers.read(tenant, request).total()).isEqualTo(1);
    }
  }

  /** Other tests' artists too, however many there are. */
  private void round() {
    while (!database
        .directory()
        .read(NumbersRound.ID, NumbersRound.class)
        .filter(read -> read.value().finished() && isOfToday(read.value()))
        .isPresent()) {
      rounds.run();
    }
  }

  private boolean isOfToday(NumbersRound round) {
    return round.day().equals(Marks.day(clock.instant().minus(NumbersRounds.GRACE)).minusDays(1));
  }

  private List<TenantId> settled() {
    NumbersStore store = new NumbersStore(database);
    return tenants.stream()
        .filter(
            tenant ->
                store
                    .settled(tenant)
                    .filter(read -> read.value().through().equals(DAY))
                    .isPresent())
        .toList();
  }

  private FanPage open() {
    return platform.openArtist(clock, "Mira Sol");
  }
}
