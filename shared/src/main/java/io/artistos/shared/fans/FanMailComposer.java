package io.artistos.shared.fans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.mail.ListId;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.templates.html.mail.JteconfirmGenerated;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Words;
import java.util.Map;

/**
 * Writes the mails to fans: HTML and plain text, postal address, List-Id, one-click headers and a
 * visible unsubscribe link. The same fan and account give the same mail. Thread-safe.
 */
public final class FanMailComposer {

  /**
   * What the confirmation mail's templates show.
   *
   * <p>Nothing of what was typed into the form: it may have been a stranger, who wants us to carry
   * a text to somebody's inbox.
   */
  public record Confirmation(
      String artistName,
      String confirmUrl,
      String unsubscribeUrl,
      String postalAddress,
      Words words) {}

  private final FanLinks links;
  private final String sender;

  /**
   * @param sender the address that mail to fans comes from
   */
  public FanMailComposer(FanLinks links, String sender) {
    this.links = links;
    this.sender = sender;
  }

  /** Asks the fan to confirm the sign-up. */
  OutgoingMail confirmation(Fan fan, Account account) {
    Words words = Words.in(Language.orEnglish(fan.language()));
    String unsubscribeUrl = links.unsubscribeUrl(fan).toString();
    Confirmation model =
        new Confirmation(
            account.artistName(),
            links.confirmUrl(fan).toString(),
            unsubscribeUrl,
            account.postalAddress(),
            words);
    StringOutput html = new StringOutput();
    JteconfirmGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteconfirmGenerated.render(text, null, model);
    return new OutgoingMail(
        OutgoingMail.sender(account.artistName(), sender),
        fan.email(),
        words.get("mail.confirm.subject", account.artistName()),
        html.toString(),
        text.toString(),
        Map.of(
            "List-Id",
            ListId.of(fan.tenantId(), sender),
            "List-Unsubscribe",
            "<" + unsubscribeUrl + ">",
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click"),
        Map.of("kind", "confirmation", "tenant", fan.tenantId().value(), "fan", fan.id()));
  }
}
