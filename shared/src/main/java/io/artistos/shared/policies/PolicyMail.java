package io.artistos.shared.policies;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.notices.MemberAddresses;
import io.artistos.shared.templates.html.mail.JtepolicyGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells a member what changes in the terms or the privacy policy, when, and where to read it; goes
 * to each member once, whatever accounts they work on. Thread-safe.
 */
public final class PolicyMail implements ArtistMailComposer {

  /** One moment for everybody, wherever they are. */
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.UK).withZone(ZoneOffset.UTC);

  private static final String POLICY = "policy";
  private static final String VERSION = "version";
  private static final String USER = "user";

  /**
   * What the templates show.
   *
   * @param title such as {@code Our terms change on 1 March 2027}
   * @param time in UTC
   * @param url where to read all of it
   */
  public record Model(
      String artistName, String title, String summary, String day, String time, String url) {}

  private final Policies policies;
  private final MemberAddresses addresses;

  public PolicyMail(Policies policies, MemberAddresses addresses) {
    this.policies = policies;
    this.addresses = addresses;
  }

  /** Nothing personal: who it goes to is looked up when it is sent. */
  static ArtistMail due(PolicyVersion version, String userId, TenantId tenant, Instant now) {
    return ArtistMail.due(
        tenant,
        ArtistMail.Kind.POLICY_CHANGED,
        version.kind().word() + "-" + version.version() + "_" + userId,
        Map.of(POLICY, version.kind().word(), VERSION, version.version(), USER, userId),
        now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.POLICY_CHANGED;
  }

  /** Empty when the person has no verified address, or is gone. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return policies
        .find(PolicyKind.of(mail.about(POLICY)), mail.about(VERSION))
        .flatMap(
            version ->
                addresses
                    .of(mail.about(USER))
                    .map(address -> letter(version, account).to(address)));
  }

  private static Letter letter(PolicyVersion version, Account account) {
    String day = DAY.format(version.effectiveAt());
    Model model =
        new Model(
            account.artistName(),
            version.kind().news() + " on " + day,
            Objects.requireNonNull(version.summary()),
            day,
            TIME.format(version.effectiveAt()),
            Objects.requireNonNull(version.url()).toString());
    StringOutput html = new StringOutput();
    JtepolicyGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtepolicyGenerated.render(text, null, model);
    return new Letter(model.title(), html.toString(), text.toString());
  }
}
