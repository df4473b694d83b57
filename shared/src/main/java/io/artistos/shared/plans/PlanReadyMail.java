package io.artistos.shared.plans;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.planner.PlanAction;
import io.artistos.shared.releases.Release;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.templates.html.mail.JteplanreadyGenerated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells the artist that a plan waits for approval. Thread-safe. */
public final class PlanReadyMail implements ArtistMailComposer {

  private static final String RELEASE = "release";
  private static final String OPERATION = "operation";

  /** What the templates show. */
  public record Model(String artistName, String title, int actions, String from, String to) {}

  private final Plans plans;
  private final Releases releases;

  public PlanReadyMail(Plans plans, Releases releases) {
    this.plans = plans;
    this.releases = releases;
  }

  /** What is written down together with the plan: one for each time that a plan is made. */
  static ArtistMail due(Plan plan, Instant now) {
    return ArtistMail.due(
        plan.tenantId(),
        ArtistMail.Kind.PLAN_READY,
        plan.operation(),
        Map.of(RELEASE, plan.releaseId(), OPERATION, plan.operation()),
        now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.PLAN_READY;
  }

  /** Empty when the plan is approved by now, or another one has taken its place. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    Optional<Release> release =
        releases.find(mail.tenantId(), mail.about(RELEASE)).map(Versioned::value);
    return plans
        .find(mail.tenantId(), mail.about(RELEASE))
        .map(Versioned::value)
        .filter(plan -> plan.operation().equals(mail.about(OPERATION)))
        .filter(plan -> plan.status() == Plan.Status.DRAFT && !plan.actions().isEmpty())
        .flatMap(plan -> release.map(about -> letter(plan, about, account)));
  }

  private static Letter letter(Plan plan, Release release, Account account) {
    List<PlanAction> actions = plan.actions();
    Model model =
        new Model(
            account.artistName(),
            release.title(),
            actions.size(),
            TodaysActionsMail.day(actions.getFirst().date()),
            TodaysActionsMail.day(actions.getLast().date()));
    StringOutput html = new StringOutput();
    JteplanreadyGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JteplanreadyGenerated.render(text, null, model);
    return new Letter(
        "The plan for “" + release.title() + "” waits for you", html.toString(), text.toString());
  }
}
