package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.notices.ArtistMailComposer.Letter;
import io.artistos.shared.team.Security.Support;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupportMailTest {

  private final SupportWorld world = new SupportWorld();

  @Test
  void saysWhoAsksForWhatAndWhyWithTheReasonAsTextOnly() {
    StaffAccess access =
        world.desk.request(
            world.byStaff(Map.of("account", world.slug, "reason", "<b>Mail</b>", "minutes", 120)));

    Letter letter = letter("requested", access.id()).orElseThrow();

    assertThat(letter.subject()).isEqualTo("ArtistOS support asks to be let in");
    assertThat(letter.text().replace('\n', ' '))
        .contains("as viewer, for 2 hours")
        .contains("“<b>Mail</b>”");
    assertThat(letter.html()).contains("&lt;b&gt;Mail").doesNotContain("<b>Mail");
  }

  @Test
  void saysUntilWhenInTheArtistsZone() {
    String id = world.granted();

    assertThat(letter("granted", id).orElseThrow().text().replace('\n', ' '))
        .contains("Monday, 23 November 2026, 11:00 (Europe/London)");
  }

  @Test
  void saysNothingOfARequestThatWasAnsweredOrAnAccessThatIsOver() {
    String asked = world.request().id();
    world.tenants.refuse(world.byOwner(Map.of()), asked);
    assertThat(letter("requested", asked)).isEmpty();

    world.rule(Support.GRANTED);
    String granted = world.request().id();
    world.clock.advance(Duration.ofHours(1));
    assertThat(letter("granted", granted)).isEmpty();
  }

  @Test
  void saysThatAnAccessWasEndedBecauseItWasUnusual() {
    String id = world.granted();
    for (int i = 0; i <= StaffProfile.MOST_CALLS; i++) {
      try {
        world.enter();
      } catch (io.artistos.shared.errors.Forbidden e) {
        assertThat(e.code()).isEqualTo("support-ended");
      }
    }

    assertThat(letter("ended", id).orElseThrow().text()).contains("unusual way");
  }

  private Optional<Letter> letter(String kind, String id) {
    ArtistMail mail = world.mail(kind, id).orElseThrow();
    Account account = world.accounts.findNow(world.tenant).orElseThrow();
    ArtistMailComposer composer =
        SupportMail.composers(world.teams, world.clock).stream()
            .filter(one -> one.kind() == mail.kind())
            .findFirst()
            .orElseThrow();
    return composer.compose(mail, account);
  }
}
