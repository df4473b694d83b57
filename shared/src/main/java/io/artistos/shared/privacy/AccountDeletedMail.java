package io.artistos.shared.privacy;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Account.Deletion;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.templates.html.mail.JteaccountdeletedGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the artist that the account was deleted, and until when that can be undone. */
public final class AccountDeletedMail implements ArtistMailComposer {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.UK);

  private static final String DELETION = "deletion";

  /**
   * What the templates show.
   *
   * @param until when it can be taken back, with the time zone
   */
  public record Model(String artistName, String until) {}

  /** What is written down together with the deletion, one for each. */
  static ArtistMail due(TenantId tenant, Deletion deletion) {
    return ArtistMail.due(
        tenant,
        ArtistMail.Kind.ACCOUNT_DELETED,
        Long.toString(deletion.requestedAt().toEpochMilli()),
        Map.of(DELETION, deletion.requestedAt().toString()),
        deletion.requestedAt());
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.ACCOUNT_DELETED;
  }

  /** Empty when this deletion was taken back, or its time is over. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return Optional.ofNullable(account.deletion())
        .filter(deletion -> deletion.purgeStartedAt() == null && deletion.child() == null)
        .filter(deletion -> deletion.requestedAt().toString().equals(mail.about(DELETION)))
        .map(deletion -> letter(deletion, account));
  }

  private static Letter letter(Deletion deletion, Account account) {
    String until =
        "%s (%s)"
            .formatted(
                TIME.format(deletion.purgeAfter().atZone(account.timeZone())),
                account.timeZone().getId());
    Model model = new Model(account.artistName(), until);
    StringOutput html = new StringOutput();
    JteaccountdeletedGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteaccountdeletedGenerated.render(text, null, model);
    return new Letter("Your account was deleted", html.toString(), text.toString());
  }
}
