package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.http.Json;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FanTest {

  private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");
  private static final TenantId TENANT = TenantId.random(new SecureRandom());

  private final Fan pending =
      Fan.signedUp("AAAAAAAAAAAAAAAAAAAAAA", TENANT, typed("Ada", Map.of()), signup(T0));

  @Test
  void startsPendingWithMailDueAndGoesByItself() {
    assertThat(pending.status()).isEqualTo(FanStatus.PENDING);
    assertThat(pending.mail().state()).isEqualTo(MailProgress.State.DUE);
    assertThat(pending.ttl()).isEqualTo(30 * 24 * 3600);
  }

  @Test
  void isNeverMailedAgainOnceSuppressedWhateverFollows() {
    Instant later = T0.plusSeconds(3600);
    Fan confirmed = mailed(pending).confirmed(T0, T0.plusSeconds(60));
    Fan suppressed = confirmed.suppressed("bounced", later);

    assertThat(suppressed.status()).isEqualTo(FanStatus.SUPPRESSED);
    assertThat(suppressed.suppressed("complained", later)).isSameAs(suppressed);
    assertThat(suppressed.signedUpAgain(typed("Ada", Map.of()), signup(later)))
        .isSameAs(suppressed);
    assertThat(suppressed.confirmed(later, later)).isSameAs(suppressed);
    Fan gone = suppressed.unsubscribed(later);
    assertThat(gone.status()).isEqualTo(FanStatus.SUPPRESSED);
    assertThat(gone.unsubscribedAt()).isEqualTo(later);
    assertThat(gone.unsubscribed(later.plusSeconds(1))).isSameAs(gone);
    assertThat(pending.suppressed("bounced", later).mail().state())
        .isEqualTo(MailProgress.State.PARKED);
  }

  @Test
  void isRememberedAsSuppressedEvenIfTheyNeverConfirmedAndOnlyThat() {
    Fan suppressed = mailed(pending).suppressed("complained", T0.plusSeconds(5));

    assertThat(suppressed.ttl()).isNull();
    assertThat(suppressed.withTags(List.of("x")).ttl()).isNull();
    assertThat(suppressed.unsubscribed(T0.plusSeconds(9)).ttl()).isNull();
    assertThat(mailed(pending).unsubscribed(T0).suppressed("bounced", T0).ttl()).isNull();
    assertThat(Json.write(suppressed)).doesNotContain("Ada");
  }

  @Test
  void isReadAlsoFromBeforeThereWereLanguagesFieldsAndNotes() throws Exception {
    var item = (ObjectNode) Json.MAPPER.valueToTree(pending);
    item.remove(List.of("language", "tags", "fields", "notes"));
    var old = (ObjectNode) item.get("signup");
    old.remove(List.of("language", "artist", "via"));

    Fan read = Json.MAPPER.treeToValue(item, Fan.class);
    assertThat(read.language()).isEqualTo("en");
    assertThat(read.fields()).isEmpty();
    assertThat(read.notes()).isEmpty();
    assertThat(read.signup().via()).isEqualTo(Signup.Via.PAGE);
    assertThat(read.signup().language()).isEqualTo("en");
    assertThat(read.confirmed(T0, T0).status()).isEqualTo(FanStatus.CONFIRMED);
  }

  @Test
  void addsWhatWasTypedLaterToWhatIsKnownAndForgetsAllOfItWhenItWasSomebodyElse() {
    Fan first =
        Fan.signedUp(pending.id(), TENANT, typed("Ada", Map.of("city", "Bern")), signup(T0));
    Fan again =
        mailed(first)
            .signedUpAgain(
                typed(null, Map.of("birthday", "--02-29")), signup(T0.plus(Duration.ofDays(1))));

    assertThat(again.fields()).isEqualTo(Map.of("city", "Bern", "birthday", "--02-29"));
    assertThat(again.unsubscribed(T0.plus(Duration.ofDays(2))).fields()).isEmpty();
    assertThat(again.toString() + typed("Ada", Map.of("city", "Bern")))
        .doesNotContain("Bern")
        .doesNotContain("Ada");
  }

  @Test
  void staysOnceConfirmed() {
    Fan confirmed = mailed(pending).confirmed(T0, T0.plusSeconds(60));

    assertThat(confirmed.status()).isEqualTo(FanStatus.CONFIRMED);
    assertThat(confirmed.confirmedAt()).isEqualTo(T0.plusSeconds(60));
    assertThat(confirmed.ttl()).isNull();
  }

  @Test
  void confirmsOnce() {
    Fan confirmed = mailed(pending).confirmed(T0, T0.plusSeconds(60));

    assertThat(confirmed.confirmed(T0, T0.plusSeconds(90))).isSameAs(confirmed);
  }

  @Test
  void leavesOnceAndKeepsTheFirstTime() {
    Fan gone = pending.unsubscribed(T0.plusSeconds(5));

    assertThat(gone.unsubscribed(T0.plusSeconds(9))).isSameAs(gone);
    assertThat(gone.unsubscribedAt()).isEqualTo(T0.plusSeconds(5));
  }

  @Test
  void isForgottenWhenItWasNotThemWhoSignedUp() {
    Fan notMe = mailed(pending).unsubscribed(T0.plusSeconds(5));

    assertThat(notMe.ttl()).isEqualTo(30 * 24 * 3600);
    assertThat(notMe.firstName()).isNull();
    assertThat(Json.write(notMe)).doesNotContain("Ada");
  }

  /** Also when the stranger comes again, and again. */
  @Test
  void isForgottenHoweverOftenItWasNotThem() {
    Fan notMe = mailed(pending).unsubscribed(T0.plusSeconds(5));
    Instant nextDay = T0.plus(Duration.ofDays(1));
    Fan again = notMe.signedUpAgain(typed("Eve", Map.of("city", "Bern")), signup(nextDay));
    assertThat(again.ttl()).isEqualTo(30 * 24 * 3600);

    Fan notMeEither = mailed(again).unsubscribed(nextDay.plusSeconds(5));
    assertThat(notMeEither.ttl()).isEqualTo(30 * 24 * 3600);
    assertThat(Json.write(notMeEither)).doesNotContain("Eve").doesNotContain("Bern");
    assertThat(notMeEither.history()).hasSize(1);
  }

  @Test
  void isKeptOnceConfirmedHoweverOftenTheyLeave() {
    Fan gone = mailed(pending).confirmed(T0, T0).unsubscribed(T0.plusSeconds(5));
    Instant nextDay = T0.plus(Duration.ofDays(1));
    Fan again = gone.signedUpAgain(typed(null, Map.of()), signup(nextDay));

    assertThat(again.ttl()).isNull();
    assertThat(again.unsubscribed(nextDay.plusSeconds(5)).ttl()).isNull();
    assertThat(again.unsubscribed(nextDay.plusSeconds(5)).history()).hasSize(5);
  }

  @Test
  void getsNoConfirmationMailAfterLeaving() {
    assertThat(pending.unsubscribed(T0).mail().state()).isEqualTo(MailProgress.State.PARKED);
  }

  @Test
  void isNotBroughtBackByALinkFromBeforeLeaving() {
    Fan gone = mailed(pending).unsubscribed(T0.plusSeconds(60));
    Fan again = gone.signedUpAgain(typed(null, Map.of()), signup(T0.plus(Duration.ofDays(1))));

    assertThat(again.status()).isEqualTo(FanStatus.PENDING);
    assertThat(again.confirmed(T0, T0.plus(Duration.ofDays(2)))).isSameAs(again);
    assertThat(again.confirmed(again.signup().at(), T0.plus(Duration.ofDays(2))).status())
        .isEqualTo(FanStatus.CONFIRMED);
  }

  @Test
  void keepsEverySignUpAndGoodbyeAsEvidence() {
    Fan fan =
        mailed(pending)
            .confirmed(T0, T0.plusSeconds(1))
            .unsubscribed(T0.plusSeconds(2))
            .signedUpAgain(typed("Ada L.", Map.of()), signup(T0.plus(Duration.ofDays(1))));

    assertThat(fan.history())
        .extracting(Fan.Event::kind)
        .containsExactly(
            Fan.Event.Kind.SIGNED_UP,
            Fan.Event.Kind.CONFIRMED,
            Fan.Event.Kind.UNSUBSCRIBED,
            Fan.Event.Kind.SIGNED_UP);
    assertThat(fan.firstName()).isEqualTo("Ada L.");
  }

  @Test
  void isNotChangedBySigningUpAgainWhileConfirmed() {
    Fan confirmed = mailed(pending).confirmed(T0, T0);

    assertThat(confirmed.signedUpAgain(typed("Eve", Map.of()), signup(T0.plus(Duration.ofDays(9)))))
        .isSameAs(confirmed);
  }

  @Test
  void isMailedAgainOnlyAfterGapsThatDouble() {
    Fan first = mailed(pending);
    Instant tenMinutes = T0.plus(Duration.ofMinutes(10));

    assertThat(first.signedUpAgain(typed(null, Map.of()), signup(tenMinutes.minusSeconds(1))))
        .isSameAs(first);
    Fan second = first.signedUpAgain(typed(null, Map.of()), signup(tenMinutes));
    assertThat(second.mail().state()).isEqualTo(MailProgress.State.DUE);
    assertThat(second.mail().number()).isEqualTo(2);

    Fan mailedTwice = mailed(second, tenMinutes);
    assertThat(
            mailedTwice.signedUpAgain(
                typed(null, Map.of()), signup(T0.plus(Duration.ofMinutes(29)))))
        .isSameAs(mailedTwice);
    assertThat(
            mailedTwice.signedUpAgain(
                typed(null, Map.of()), signup(T0.plus(Duration.ofMinutes(30)))))
        .isNotSameAs(mailedTwice);
  }

  /** Who left by mistake is taken back at once, and mailed as soon as that may be. */
  @Test
  void isTakenBackSoonAfterLeavingWithMailWhenTheGapEnds() {
    Fan gone = mailed(pending).confirmed(T0, T0.plusSeconds(60)).unsubscribed(T0.plusSeconds(120));
    Instant soon = T0.plusSeconds(240);

    Fan again = gone.signedUpAgain(typed("Ada L.", Map.of()), signup(soon));

    assertThat(again.status()).isEqualTo(FanStatus.PENDING);
    assertThat(again.firstName()).isEqualTo("Ada L.");
    assertThat(again.history().getLast().signup()).isEqualTo(signup(soon));
    assertThat(again.mail().state()).isEqualTo(MailProgress.State.DUE);
    assertThat(again.mail().dueAt()).isEqualTo(T0.plus(Duration.ofMinutes(10)));
    assertThat(again.signedUpAgain(typed("Eve", Map.of()), signup(soon.plusSeconds(5))))
        .as("once more, with that mail to come")
        .isSameAs(again);
    assertThat(again.confirmed(T0, soon)).as("by the old mail's link").isSameAs(again);
  }

  /** Whoever does what at whatever minute: no two mails within ten minutes, and the gaps double. */
  @Test
  void cannotBeFloodedByLeavingAndSigningUpInTurns() {
    for (int everySoManyMinutes = 1; everySoManyMinutes <= 30; everySoManyMinutes++) {
      Fan fan = mailed(pending);
      List<Instant> mails = new ArrayList<>(List.of(T0));
      for (int minute = 1; minute <= 24 * 60; minute++) {
        Instant now = T0.plus(Duration.ofMinutes(minute));
        if (minute % everySoManyMinutes == 0) {
          fan = fan.unsubscribed(now);
        }
        fan = fan.signedUpAgain(typed(null, Map.of()), signup(now));
        if (fan.mail().isOpen() && !now.isBefore(fan.mail().dueAt())) {
          assertThat(now).isAfterOrEqualTo(mails.getLast().plus(Duration.ofMinutes(10)));
          mails.add(now);
          fan = mailed(fan, now);
        }
      }
      assertThat(mails).hasSizeLessThanOrEqualTo(8);
    }
  }

  @Test
  void keepsTheFirstSignUpHoweverLongItsHistory() {
    Fan fan = mailed(pending).confirmed(T0, T0);
    for (int i = 1; i < 300; i++) {
      Instant now = T0.plus(Duration.ofDays(30L * i));
      fan = fan.unsubscribed(now).signedUpAgain(typed(null, Map.of()), signup(now.plusSeconds(1)));
      fan = mailed(fan, now).confirmed(now.plusSeconds(1), now);
    }
    assertThat(fan.history()).hasSize(100);
    assertThat(fan.history().getFirst()).isEqualTo(pending.history().getFirst());
  }

  @Test
  void isTheSameAfterBeingStored() {
    Fan fan = mailed(pending).confirmed(T0, T0.plusMillis(1));

    assertThat(Json.read(Json.write(fan), Fan.class)).isEqualTo(fan);
    assertThat(Json.write(fan)).doesNotContain("null");
  }

  @Test
  void isNotPrinted() {
    assertThat(pending.toString()).doesNotContain("example.com").doesNotContain("Ada");
  }

  private static Fan mailed(Fan fan) {
    Instant at = fan.signup().at();
    return mailed(fan, at);
  }

  private static Fan mailed(Fan fan, Instant at) {
    MailProgress sent = fan.mail().progress().claimed(at).sent(at);
    return fan.withMail(fan.mail().with(sent));
  }

  private static Signup signup(Instant at) {
    return new Signup(
        at,
        "mira-sol",
        "BBBBBBBBBBBBBBBBBBBBBB",
        null,
        "2026-11.en",
        "en",
        "Mira Sol",
        Signup.Via.PAGE,
        null,
        null);
  }

  private static NewFan typed(@Nullable String firstName, Map<String, String> fields) {
    return new NewFan(
        EmailAddress.parse("fan@example.com").orElseThrow(),
        Optional.ofNullable(firstName),
        ConsentWording.current(Language.EN),
        Optional.empty(),
        fields);
  }
}
