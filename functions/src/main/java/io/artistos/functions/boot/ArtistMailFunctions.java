package io.artistos.functions.boot;

import io.artistos.functions.mail.ArtistMailPoison;
import io.artistos.functions.mail.SendArtistMail;
import io.artistos.functions.mail.SweepArtistMail;
import io.artistos.shared.fans.PageAttackMail;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.plans.PlanReadyMail;
import io.artistos.shared.plans.Plans;
import io.artistos.shared.plans.TodaysActionsMail;
import io.artistos.shared.privacy.AccountDeletedMail;
import io.artistos.shared.releases.ReleaseLiveMail;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.spotify.SpotifyReconnectMail;
import io.artistos.shared.support.OwnerNamedMail;
import io.artistos.shared.support.SupportMail;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Mail to artists. Every kind has its composer here. */
final class ArtistMailFunctions {

  private ArtistMailFunctions() {}

  static Stream<Object> of(Platform platform) {
    ArtistMails mails = platform.artistMails();
    List<ArtistMailComposer> composers = new ArrayList<>();
    composers.addAll(
        List.of(
            new ReleaseLiveMail(new Releases(platform.database())), // one line for each kind
            new PlanReadyMail(plans(platform), new Releases(platform.database())), //
            new TodaysActionsMail(plans(platform), new Releases(platform.database())), //
            new SpotifyReconnectMail(platform.database(), platform.tenantKeys()), //
            new PageAttackMail(platform.pages()), //
            new AccountDeletedMail(), //
            new OwnerNamedMail(platform.database()), //
            TeamFunctions.mail(platform), //
            PolicyFunctions.mail(platform) //
            ));
    composers.addAll(SupportMail.composers(platform.teams(), platform.clock()));
    ArtistMailer mailer =
        new ArtistMailer(
            platform.database(),
            platform.accounts(),
            new MailReaders(platform.teams(), platform.people().people()::addressOf),
            composers,
            platform.settings().artistMailSender(),
            new MailSending(platform.mail(), platform.clock(), platform.random()),
            mails);
    return Stream.of(
        new SendArtistMail(mailer), new ArtistMailPoison(mailer), new SweepArtistMail(mails));
  }

  private static Plans plans(Platform platform) {
    return new Plans(platform.database(), platform.random(), platform.clock());
  }
}
