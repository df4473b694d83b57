package io.artistos.shared.releases;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.templates.html.mail.JtereleaseliveGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the artist that a release went live. Thread-safe. */
public final class ReleaseLiveMail implements ArtistMailComposer {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.UK);

  private static final String RELEASE = "release";

  /** What the templates show. */
  public record Model(String artistName, String title, String day, String timeZone) {}

  private final Releases releases;

  public ReleaseLiveMail(Releases releases) {
    this.releases = releases;
  }

  /** What is written down together with going live. */
  static ArtistMail due(TenantId tenant, String release, Instant now) {
    return ArtistMail.due(
        tenant, ArtistMail.Kind.RELEASE_LIVE, release, Map.of(RELEASE, release), now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.RELEASE_LIVE;
  }

  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return releases
        .find(mail.tenantId(), mail.about(RELEASE))
        .map(read -> letter(read.value(), account));
  }

  private static Letter letter(Release release, Account account) {
    // Not its date: it may have been held back.
    Instant live = release.wentLiveAt() == null ? release.updatedAt() : release.wentLiveAt();
    String day = DAY.format(live.atZone(release.timeZone()));
    Model model = new Model(account.artistName(), release.title(), day, release.timeZone().getId());
    StringOutput html = new StringOutput();
    JtereleaseliveGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtereleaseliveGenerated.render(text, null, model);
    return new Letter("“" + release.title() + "” is live", html.toString(), text.toString());
  }
}
