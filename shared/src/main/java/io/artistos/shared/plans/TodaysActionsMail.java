package io.artistos.shared.plans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.planner.PlanAction;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.templates.html.mail.JtetodaysactionsGenerated;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the artist what is to do today, for all releases in one mail. Thread-safe. */
public final class TodaysActionsMail implements ArtistMailComposer {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.UK);

  private static final String DATE = "date";

  /** What the templates show. */
  public record Model(String artistName, String day, List<ForRelease> releases) {

    int count() {
      return releases.stream().mapToInt(release -> release.actions().size()).sum();
    }
  }

  /** What is to do for one release. */
  public record ForRelease(String title, List<PlanAction> actions) {}

  private final Plans plans;
  private final Releases releases;

  public TodaysActionsMail(Plans plans, Releases releases) {
    this.plans = plans;
    this.releases = releases;
  }

  /** One for each artist and day. */
  static ArtistMail due(TenantId tenant, LocalDate day, Instant now) {
    String date = day.toString();
    return ArtistMail.due(tenant, ArtistMail.Kind.TODAYS_ACTIONS, date, Map.of(DATE, date), now);
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.TODAYS_ACTIONS;
  }

  /** Empty when there is nothing to do that day any more. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    LocalDate day = LocalDate.parse(mail.about(DATE));
    List<ForRelease> all =
        plans.approved(mail.tenantId()).stream()
            .filter(plan -> !plan.on(day).isEmpty())
            .flatMap(plan -> forRelease(plan, day).stream())
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(letter(day, all, account));
  }

  /** Empty when the release is gone. */
  private Optional<ForRelease> forRelease(Plan plan, LocalDate day) {
    return releases
        .find(plan.tenantId(), plan.releaseId())
        .map(read -> new ForRelease(read.value().title(), plan.on(day)));
  }

  private static Letter letter(LocalDate day, List<ForRelease> all, Account account) {
    Model model = new Model(account.artistName(), day(day), all);
    StringOutput html = new StringOutput();
    JtetodaysactionsGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtetodaysactionsGenerated.render(text, null, model);
    String subject =
        model.count() == 1
            ? "Today: " + all.getFirst().actions().getFirst().title()
            : "Today: " + model.count() + " things from your plan";
    return new Letter(subject, html.toString(), text.toString());
  }
}
