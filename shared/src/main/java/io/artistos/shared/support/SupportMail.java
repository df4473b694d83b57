package io.artistos.shared.support;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.team.SupportAccess.State;
import io.artistos.shared.team.Teams;
import io.artistos.shared.templates.html.mail.JtesupportGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells the artist what became of an access of the staff. Reads the team once. Thread-safe. */
public final class SupportMail implements ArtistMailComposer {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.UK);

  private static final String ACCESS = "access";

  /**
   * What the templates show.
   *
   * @param lines paragraphs
   * @param reason in the words of the staff
   */
  public record Model(
      String artistName, String title, String preview, List<String> lines, String reason) {

    /** What the staff writes may name people: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "[support mail]";
    }
  }

  private final ArtistMail.Kind kind;
  private final Teams teams;
  private final Clock clock;

  private SupportMail(ArtistMail.Kind kind, Teams teams, Clock clock) {
    this.kind = kind;
    this.teams = teams;
    this.clock = clock;
  }

  /** A composer for each kind of mail that there is about support. */
  public static List<ArtistMailComposer> composers(Teams teams, Clock clock) {
    return Stream.of(
            ArtistMail.Kind.SUPPORT_REQUESTED,
            ArtistMail.Kind.SUPPORT_GRANTED,
            ArtistMail.Kind.SUPPORT_ENDED)
        .<ArtistMailComposer>map(kind -> new SupportMail(kind, teams, clock))
        .toList();
  }

  /** What is written down together with the change, one for each. */
  static ArtistMail due(TenantId tenant, ArtistMail.Kind kind, String access, Instant now) {
    return ArtistMail.due(tenant, kind, access, Map.of(ACCESS, access), now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return kind;
  }

  /** Empty when it is not so any more: answered, over, or forgotten. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return teams
        .find(mail.tenantId())
        .flatMap(team -> Optional.ofNullable(team.support().get(mail.about(ACCESS))))
        .map(access -> access.asOf(clock.instant()))
        .flatMap(access -> model(access, account))
        .map(SupportMail::letter);
  }

  private Optional<Model> model(SupportAccess access, Account account) {
    return switch (kind) {
      case SUPPORT_REQUESTED -> {
        String length = length(access.minutes());
        yield access.state() == State.REQUESTED
            ? Optional.of(
                model(
                    access,
                    account,
                    "ArtistOS support asks to be let in",
                    "Nobody is let in unless you agree.",
                    "Somebody of our support asks to be let into your account as "
                        + access.role().word()
                        + ", for "
                        + length
                        + " from the moment you agree.",
                    "Open the security settings of your account to agree or to refuse. Without"
                        + " an answer nothing happens, and the request lapses in seven days."))
            : Optional.empty();
      }
      case SUPPORT_GRANTED ->
          access.state() == State.GRANTED && access.endsAt() != null
              ? Optional.of(
                  model(
                      access,
                      account,
                      "ArtistOS support was let in",
                      "You can end it at any time.",
                      "Somebody of our support can see your account as "
                          + access.role().word()
                          + " until "
                          + time(access.endsAt(), account)
                          + ". They cannot export, delete or send anything, and cannot touch"
                          + " members, keys, connections or security.",
                      "What they do stands in your account’s log. You can end it at any time in"
                          + " the security settings of your account."))
              : Optional.empty();
      case SUPPORT_ENDED ->
          access.end() != null && access.end().cause() == Cause.UNUSUAL_USE
              ? Optional.of(
                  model(
                      access,
                      account,
                      "We ended an access of ArtistOS support",
                      "It was used in an unusual way.",
                      "An access of our support to your account was used in an unusual way, so"
                          + " it was ended by itself on "
                          + time(access.end().at(), account)
                          + ".",
                      "We are looking into it. What was done until then stands in your account’s"
                          + " log."))
              : Optional.empty();
      default -> throw new IllegalStateException("not about support: " + kind);
    };
  }

  private static Model model(
      SupportAccess access, Account account, String title, String preview, String... lines) {
    return new Model(account.artistName(), title, preview, List.of(lines), access.reason());
  }

  static Letter letter(Model model) {
    StringOutput html = new StringOutput();
    JtesupportGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtesupportGenerated.render(text, null, model);
    return new Letter(model.title(), html.toString(), text.toString());
  }

  private static String time(Instant time, Account account) {
    return "%s (%s)"
        .formatted(TIME.format(time.atZone(account.timeZone())), account.timeZone().getId());
  }

  private static String length(int minutes) {
    int hours = minutes / 60;
    if (minutes % 60 != 0) {
      return minutes == 1 ? "one minute" : minutes + " minutes";
    }
    return hours == 1 ? "one hour" : hours + " hours";
  }
}
