package io.artistos.functions.boot;

import io.artistos.functions.fans.AddFanNote;
import io.artistos.functions.fans.Confirm;
import io.artistos.functions.fans.ConfirmPage;
import io.artistos.functions.fans.DeleteFanNote;
import io.artistos.functions.fans.EditFan;
import io.artistos.functions.fans.ListFanNotes;
import io.artistos.functions.fans.ListFans;
import io.artistos.functions.fans.SearchFans;
import io.artistos.functions.fans.ShowFan;
import io.artistos.functions.fans.ShowFanEvidence;
import io.artistos.functions.fans.SignUp;
import io.artistos.functions.fans.SignUpPreflight;
import io.artistos.functions.fans.SignUpReplies;
import io.artistos.functions.fans.Unsubscribe;
import io.artistos.functions.fans.UnsubscribePage;
import io.artistos.functions.mail.FanMailPoison;
import io.artistos.functions.mail.SendFanMail;
import io.artistos.functions.mail.SweepFanMail;
import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.DisposableDomains;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.fans.FanEditing;
import io.artistos.shared.fans.FanEvidence;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.fans.FanList;
import io.artistos.shared.fans.FanMailComposer;
import io.artistos.shared.fans.FanMailQueue;
import io.artistos.shared.fans.FanMailSweeper;
import io.artistos.shared.fans.FanMailer;
import io.artistos.shared.fans.FanSignup;
import io.artistos.shared.fans.MailAllowance;
import io.artistos.shared.fans.PageAttacks;
import io.artistos.shared.fans.SignupGuard;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.text.AddressTypos;
import java.util.stream.Stream;

/** Fans from sign-up to the mail that confirms it. */
final class FanFunctions {

  private FanFunctions() {}

  static Stream<Object> of(Platform platform) {
    Settings settings = platform.settings();
    Endpoint endpoint = platform.endpoint();
    FanPages pages = platform.pages();
    PageViews views = platform.views();
    FanLinks links = platform.fanLinks();
    FanMailQueue queue = new FanMailQueue(platform.queue(Queues.FAN_MAIL));
    KeyedHash fanIds = new KeyedHash(platform.secrets(), Platform.FAN_ID_KEY);
    FanSignup signup = new FanSignup(platform.database(), pages, fanIds, queue, platform.clock());
    Challenge challenge = platform.challenge();
    SignupGuard guard =
        new SignupGuard(
            signup,
            pages,
            platform.formTokens(),
            new PageAttacks(
                platform.database(), platform.throttle(), platform.artistMails(), platform.clock()),
            platform.throttle(),
            new DisposableDomains(),
            challenge);
    FanMailer mailer =
        new FanMailer(
            platform.database(),
            platform.accounts(),
            new FanMailComposer(links, settings.fanMailSender()),
            new MailSending(platform.mail(), platform.clock(), platform.random()),
            queue,
            new MailAllowance(platform.database(), fanIds));
    FanList list = new FanList(platform.database(), platform.cursors());
    FanEditing editing = new FanEditing(platform.database(), platform.clock());
    FanEvidence evidence = new FanEvidence(platform.database(), platform.accounts(), pages);
    return Stream.of(
        new SignUp(
            endpoint,
            pages,
            guard,
            platform.locations(),
            new SignUpReplies(pages, views, new AddressTypos(), platform.formTokens(), challenge)),
        new SignUpPreflight(endpoint),
        new ConfirmPage(endpoint, links, views),
        new Confirm(endpoint, links, views),
        new UnsubscribePage(endpoint, links, views),
        new Unsubscribe(endpoint, links, views),
        new ListFans(endpoint, list),
        new SearchFans(endpoint, list),
        new ShowFan(endpoint, editing),
        new EditFan(endpoint, editing),
        new ShowFanEvidence(endpoint, evidence),
        new ListFanNotes(endpoint, editing),
        new AddFanNote(endpoint, editing, platform.random()),
        new DeleteFanNote(endpoint, editing),
        new SendFanMail(mailer),
        new FanMailPoison(mailer),
        new SweepFanMail(new FanMailSweeper(platform.database(), queue, platform.clock())));
  }
}
