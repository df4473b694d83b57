package io.artistos.shared.members;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.templates.html.mail.JteinvitationGenerated;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks somebody to join the team; goes to the address that was invited. Thread-safe. */
public final class InvitationMail implements ArtistMailComposer {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.UK);

  private static final String INVITATION = "invitation";

  /**
   * What the templates show.
   *
   * @param url of the page that the link opens
   * @param until the last day on which it can be accepted all day
   */
  public record Model(String artistName, String role, String url, String until) {}

  private final InvitationStore store;
  private final InvitationLinks links;
  private final Clock clock;

  public InvitationMail(InvitationStore store, InvitationLinks links, Clock clock) {
    this.store = store;
    this.links = links;
    this.clock = clock;
  }

  /** What is written down together with the invitation. */
  static ArtistMail due(Invitation invitation) {
    return ArtistMail.due(
        invitation.tenantId(),
        ArtistMail.Kind.INVITATION,
        invitation.id(),
        Map.of(INVITATION, invitation.id()),
        invitation.createdAt());
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.INVITATION;
  }

  /** Empty when it was accepted, taken back, or has expired. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return store
        .find(mail.tenantId(), mail.about(INVITATION))
        .map(Versioned::value)
        .filter(invitation -> invitation.isOpen(clock.instant()))
        .flatMap(
            invitation ->
                store.address(invitation).map(address -> letter(invitation, account, address)));
  }

  private Letter letter(Invitation invitation, Account account, String address) {
    Model model =
        new Model(
            account.artistName(),
            invitation.role(),
            links.url(invitation).toString(),
            DAY.format(invitation.expiresAt().atZone(account.timeZone()).minusDays(1)));
    StringOutput html = new StringOutput();
    JteinvitationGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteinvitationGenerated.render(text, null, model);
    return new Letter("Join the team of " + account.artistName(), html.toString(), text.toString())
        .to(address);
  }
}
