package io.artistos.local.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");

  @TempDir Path folder;
  private MovableClock clock;

  @BeforeEach
  void open() {
    clock = openAt(START);
  }

  @Test
  void aNewOneShowsTheMachinesTimeInMilliseconds() {
    assertThat(openAt(START.plusNanos(456_789)).instant()).isEqualTo(START);
    assertThat(clock.offset()).isZero();
  }

  @Test
  void itMovesByADurationAndToATime() {
    assertThat(clock.moveBy(Duration.ofDays(8))).isEqualTo(START.plus(Duration.ofDays(8)));

    Instant newYear = Instant.parse("2027-01-01T00:00:00Z");
    assertThat(clock.moveTo(newYear)).isEqualTo(newYear);
    assertThat(clock.instant()).isEqualTo(newYear);
    assertThat(clock.offset()).isEqualTo(Duration.between(START, newYear));
  }

  @Test
  void itGoesOnFromWhereItWasMovedTo() {
    clock.moveBy(Duration.ofDays(8));

    assertThat(openAt(START.plusSeconds(5)).instant())
        .isEqualTo(START.plus(Duration.ofDays(8)).plusSeconds(5));
  }

  @Test
  void whoeverOpenedTheFileSeesAMoveAtOnce() {
    MovableClock other = openAt(START);

    clock.moveBy(Duration.ofHours(1));
    other.moveBy(Duration.ofHours(1));

    assertThat(clock.offset()).isEqualTo(other.offset()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void movesAtTheSameTimeAllCount() throws Exception {
    MovableClock other = openAt(START);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Instant>> moves =
          IntStream.range(0, 1_000)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> (i % 2 == 0 ? clock : other).moveBy(Duration.ofSeconds(1))))
              .toList();
      for (Future<Instant> move : moves) {
        move.get();
      }
    }

    assertThat(clock.offset()).isEqualTo(Duration.ofSeconds(1_000));
  }

  @Test
  void backwardIsRefusedAndChangesNothing() {
    clock.moveBy(Duration.ofDays(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.moveBy(Duration.ofMillis(-1)))
        .withMessageContaining("2026-11-23T10:00:00.123Z");
    assertThatIllegalArgumentException().isThrownBy(() -> clock.moveTo(START));
    assertThat(clock.offset()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void yearsOfFiveDigitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.moveTo(Instant.parse("9999-01-01T00:00:00Z")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.moveBy(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThat(clock.offset()).isZero();
  }

  @Test
  void inAnotherZoneItIsTheSameClock() {
    Clock lisbon = clock.withZone(ZoneId.of("Europe/Lisbon"));

    clock.moveBy(Duration.ofDays(1));

    assertThat(lisbon.instant()).isEqualTo(clock.instant());
    assertThat(lisbon.getZone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
  }

  @Test
  void theFileIsItsOwnersOnly() throws Exception {
    assertThat(clock.file()).hasSize(8);
    assertThat(Files.getPosixFilePermissions(clock.file())).hasSize(2);
  }

  private MovableClock openAt(Instant machine) {
    return MovableClock.in(folder.resolve("clock"), Clock.fixed(machine, ZoneOffset.UTC));
  }
}
