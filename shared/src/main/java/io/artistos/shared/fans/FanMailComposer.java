package io.artistos.shared.fans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.templates.html.mail.JteconfirmGenerated;
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
      String artistName, String confirmUrl, String unsubscribeUrl, String postalAddress) {

    /** RFC 5322, section 2.1.1, asks for lines of at most 78 characters. */
    private static final int LINE = 76;

    /** {@code paragraph} in lines, for the plain text; a longer word has a line of its own. */
    public static String inLines(String paragraph) {
      StringBuilder lines = new StringBuilder();
      int column = 0;
      for (String word : paragraph.split(" ", -1)) {
        boolean fits = column + 1 + word.length() <= LINE;
        if (column > 0) {
          lines.append(fits ? ' ' : '\n');
        }
        column = column > 0 && fits ? column + 1 + word.length() : word.length();
        lines.append(word);
      }
      return lines.toString();
    }
  }

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
    String unsubscribeUrl = links.unsubscribeUrl(fan).toString();
    Confirmation model =
        new Confirmation(
            account.artistName(),
            links.confirmUrl(fan).toString(),
            unsubscribeUrl,
            account.postalAddress());
    StringOutput html = new StringOutput();
    JteconfirmGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteconfirmGenerated.render(text, null, model);
    return new OutgoingMail(
        displayName(account.artistName()) + " <" + sender + ">",
        fan.email(),
        "Confirm that you want mail from " + account.artistName(),
        html.toString(),
        text.toString(),
        Map.of(
            "List-Id",
            listId(fan),
            "List-Unsubscribe",
            "<" + unsubscribeUrl + ">",
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click"),
        Map.of("kind", "confirmation", "tenant", fan.tenantId().value()));
  }

  /** RFC 2919: one list for each artist, under the domain that the mail comes from. */
  private String listId(Fan fan) {
    return "<"
        + fan.tenantId().value().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
        + ".fans."
        + sender.substring(sender.indexOf('@') + 1)
        + ">";
  }

  /**
   * A quoted string (RFC 5322, section 3.2.4), as names hold commas and dots. Quotes, backslashes
   * and angle brackets go: they could be escaped, but providers and mail clients stumble over them.
   */
  private static String displayName(String name) {
    return "\"" + name.replaceAll("[\"\\\\<>]", "") + "\"";
  }
}
