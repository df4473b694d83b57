package io.artistos.shared.blasts;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.fans.FanAudience.Addressee;
import io.artistos.shared.mail.ListId;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.templates.html.mail.JteblastGenerated;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Texts;
import io.artistos.shared.text.Words;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mails of one blast. The same blast and addressee give the same mail, to the byte: the
 * provider takes a mail again under the same key only when it is the same. Immutable.
 */
public final class BlastMail {

  /**
   * What the templates show.
   *
   * @param words around the artist's text, in the fan's language
   * @param bodyHtml made by us from Markdown; everything in it is escaped
   */
  public record Model(
      String artistName,
      String postalAddress,
      String subject,
      String bodyHtml,
      String bodyText,
      String unsubscribeUrl,
      Words words) {}

  private final TenantId tenant;
  private final String artistName;
  private final String postalAddress;
  private final String sender;
  private final BlastContent content;

  /**
   * @param sender the address that mail to fans comes from
   */
  BlastMail(
      TenantId tenant,
      String artistName,
      String postalAddress,
      String sender,
      BlastContent content) {
    this.tenant = tenant;
    this.artistName = artistName;
    this.postalAddress = postalAddress;
    this.sender = sender;
    this.content = content;
  }

  /**
   * @param tags by which the provider's events find the way back
   */
  OutgoingMail to(Addressee fan, Map<String, String> tags) {
    Map<MergeText.Field, String> values = values(fan);
    String subject = content.subject(values);
    Model model =
        new Model(
            artistName,
            postalAddress,
            subject,
            content.html(values),
            content.text(values).strip(),
            fan.unsubscribeUrl(),
            Words.in(fan.language()));
    StringOutput html = new StringOutput();
    JteblastGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteblastGenerated.render(text, null, model);
    return new OutgoingMail(
        OutgoingMail.sender(artistName, sender),
        fan.email(),
        subject,
        html.toString(),
        text.toString(),
        Map.of(
            "List-Id",
            ListId.of(tenant, sender),
            "List-Unsubscribe",
            "<" + fan.unsubscribeUrl() + ">",
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click"),
        tags);
  }

  private Map<MergeText.Field, String> values(Addressee fan) {
    Map<MergeText.Field, String> values = new EnumMap<>(MergeText.Field.class);
    put(values, MergeText.Field.FIRST_NAME, fan.firstName());
    put(values, MergeText.Field.CITY, fan.city());
    String country = fan.country();
    put(
        values,
        MergeText.Field.COUNTRY,
        country == null ? null : Locale.of("", country).getDisplayCountry(fan.language().locale()));
    put(values, MergeText.Field.ARTIST_NAME, artistName);
    return values;
  }

  private static void put(
      Map<MergeText.Field, String> values, MergeText.Field field, @Nullable String value) {
    if (value != null && !value.isBlank() && Texts.faultOfLine(value, 200).isEmpty()) {
      values.put(field, value);
    }
  }
}
