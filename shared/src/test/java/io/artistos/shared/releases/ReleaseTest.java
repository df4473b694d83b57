package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<Collaborator> WHOLE =
      List.of(new Collaborator("Mira", "artist", 6_667), new Collaborator("Sol", "drums", 3_333));

  @ParameterizedTest
  @CsvSource({
    "2027-03-05, Pacific/Auckland, 2027-03-04T11:00:00Z",
    "2027-03-05, America/Los_Angeles, 2027-03-05T08:00:00Z",
    "2027-03-28, Europe/Berlin, 2027-03-27T23:00:00Z", // clocks change later that night
    "2027-03-29, Europe/Berlin, 2027-03-28T22:00:00Z", // the day after
    "2027-09-05, America/Santiago, 2027-09-05T04:00:00Z", // 00:00 to 01:00 does not exist
  })
  void goesLiveAtTheFirstMomentOfItsDateInItsOwnZone(String date, String zone, String expected) {
    Release scheduled = draft(LocalDate.parse(date), zone, WHOLE).scheduled(NOW);

    assertThat(scheduled.goesLiveAt()).isEqualTo(Instant.parse(expected));
    assertThat(scheduled.isDue(Instant.parse(expected).minusMillis(1))).isFalse();
    assertThat(scheduled.isDue(Instant.parse(expected))).isTrue();
  }

  @Test
  void takesTodayWhereItIsStillTodayAndNoDayThatIsOver() {
    LocalDate sunday = LocalDate.parse("2026-11-22");
    Instant eveningUtc = Instant.parse("2026-11-22T23:30:00Z");

    assertThat(draft(sunday, "America/New_York", WHOLE).scheduled(eveningUtc).isDue(eveningUtc))
        .isTrue();
    assertThatThrownBy(() -> draft(sunday, "Europe/Berlin", WHOLE).scheduled(eveningUtc))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("past");
  }

  @Test
  void isNotScheduledWithoutADateOrWithSplitsThatAreNotWhole() {
    assertThatThrownBy(() -> draft(null, "UTC", WHOLE).scheduled(NOW))
        .hasMessageContaining("date required");
    assertThatThrownBy(() -> draft(LocalDate.parse("2027-03-05"), "UTC", List.of()).scheduled(NOW))
        .hasMessageContaining("splits-incomplete");
  }

  @Test
  void movesWithItsDateWhileItIsScheduled() {
    Release scheduled = draft(LocalDate.parse("2027-03-05"), "UTC", WHOLE).scheduled(NOW);

    Release moved = scheduled.edited(fields(LocalDate.parse("2027-04-01"), "UTC", WHOLE), NOW);

    assertThat(moved.status()).isEqualTo(Release.Status.SCHEDULED);
    assertThat(moved.goesLiveAt()).isEqualTo(Instant.parse("2027-04-01T00:00:00Z"));
    assertThatThrownBy(() -> scheduled.edited(fields(null, "UTC", WHOLE), NOW))
        .isInstanceOf(InvalidInput.class);
    assertThat(scheduled.unscheduled(NOW).goesLiveAt()).isNull();
  }

  @Test
  void keepsItsDateOnceItIsLiveAndCannotGoBack() {
    LocalDate date = LocalDate.parse("2027-03-05");
    Release live = draft(date, "UTC", WHOLE).scheduled(NOW).live(NOW);
    List<Collaborator> corrected = List.of(new Collaborator("Mira", "artist", 10_000));

    assertThat(live.edited(fields(date, "UTC", corrected), NOW).collaborators())
        .isEqualTo(corrected);
    assertThatThrownBy(() -> live.edited(fields(date.plusDays(1), "UTC", WHOLE), NOW))
        .isInstanceOf(NotAllowedNow.class);
    assertThatThrownBy(() -> live.edited(fields(date, "UTC", List.of()), NOW))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> live.scheduled(NOW)).isInstanceOf(NotAllowedNow.class);
    assertThatThrownBy(() -> live.unscheduled(NOW)).isInstanceOf(NotAllowedNow.class);
    assertThatThrownBy(() -> live.deleting(NOW)).isInstanceOf(NotAllowedNow.class);
  }

  private static Release draft(
      @Nullable LocalDate date, String zone, List<Collaborator> collaborators) {
    return Release.draft(
        "AAAAAAAAAAAAAAAAAAAAAA",
        TenantId.random(new SecureRandom()),
        fields(date, zone, collaborators),
        NOW);
  }

  private static ReleaseFields fields(
      @Nullable LocalDate date, String zone, List<Collaborator> collaborators) {
    return new ReleaseFields(
        "Harbour Lights", "folk", List.of("calm"), date, ZoneId.of(zone), collaborators);
  }
}
