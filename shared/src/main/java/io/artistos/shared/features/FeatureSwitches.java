package io.artistos.shared.features;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.audit.Traces;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Switches features: for everybody by their stage, for an account by its team's item. Every change
 * is an audit event that is begun before it, so that none is without. Thread-safe.
 */
public final class FeatureSwitches {

  private static final int MOST_BYTES = 1_024;
  private static final int MOST_WORD = 40;
  private static final String TARGET = "features:";

  private final Database database;
  private final Features features;
  private final Teams teams;
  private final FanPages pages;
  private final AuditLog log;

  public FeatureSwitches(
      Database database, Features features, Teams teams, FanPages pages, AuditLog log) {
    this.database = database;
    this.features = features;
    this.teams = teams;
    this.pages = pages;
    this.log = log;
  }

  /** What there is for the account: what is on, and what it can switch on. No request. */
  public Slice<FeatureView> list(Call call) {
    Set<String> switchedOn = call.visitor().features();
    return new Slice<>(
        Arrays.stream(Feature.values())
            .map(feature -> view(feature, switchedOn))
            .filter(view -> view.on() || view.switchable())
            .toList(),
        null);
  }

  private FeatureView view(Feature feature, Set<String> switchedOn) {
    return FeatureView.of(feature, features.stage(feature), features.isOn(feature, switchedOn));
  }

  /**
   * The account switches a public beta on or off for itself. A read and a batch, and two requests
   * for the audit event; a read when it is so already.
   *
   * @throws NotAllowedNow {@code not-switchable} when the account has it and does not decide that
   * @throws NotFound when there is no such feature for the account
   */
  public FeatureView switchFor(Call call, String name) {
    boolean on = on(call);
    Feature feature = find(name);
    FeatureView now = view(feature, call.visitor().features());
    if (!now.switchable()) {
      throw now.on()
          ? new NotAllowedNow("not-switchable", "Only a public beta can be switched.")
          : new NotFound("feature");
    }
    Team team = change(call.tenant(), feature, on, call);
    return view(feature, team.features());
  }

  /**
   * The staff switches a feature on or off for one account, whatever its stage: it takes effect in
   * the betas. In the account's log, too.
   *
   * @param slug the artist's
   * @throws NotFound when there is no such feature or account
   */
  public FeatureView switchForAccount(Call call, String name, String slug) {
    boolean on = on(call);
    Feature feature = find(name);
    TenantId tenant =
        pages
            .anyAddress(slug)
            .map(PageAddress::tenantId)
            .orElseThrow(() -> new NotFound("artist account"));
    Team team = change(tenant, feature, on, call);
    return view(feature, team.features());
  }

  /** With the event begun in the same write: there is one if and only if there was a change. */
  private Team change(TenantId tenant, Feature feature, boolean on, Call call) {
    Actor by = call.visitor().actor();
    AuditIntent intent =
        log.intent(
            tenant,
            by,
            on ? "feature.on" : "feature.off",
            TARGET + feature.word(),
            Traces.id(call.traceParent()));
    AtomicBoolean changed = new AtomicBoolean();
    Team team =
        teams.changeTogether(
            tenant,
            (before, writes) -> {
              Set<String> all = new TreeSet<>(before.features());
              boolean changes = on ? all.add(feature.word()) : all.remove(feature.word());
              changed.set(changes);
              if (!changes) {
                return Optional.empty();
              }
              writes.create(intent);
              return Optional.of(before.withFeatures(all));
            });
    if (changed.get()) {
      log.end(intent, AuditOutcome.SUCCEEDED);
    }
    return team;
  }

  /**
   * Moves a feature to another stage, for everybody: within 30 seconds on every instance. An
   * account keeps what it has switched on through all stages. At most two requests, and three for
   * the audit event in the platform's log.
   *
   * @throws NotFound when there is no such feature
   */
  public StageView setStage(Call call, String name) {
    Stage stage = stage(call);
    Feature feature = find(name);
    AuditIntent intent =
        log.begin(
            AuditLog.PLATFORM,
            call.visitor().actor(),
            "feature." + stage.word(),
            TARGET + feature.word(),
            Traces.id(call.traceParent()));
    AuditOutcome outcome = AuditOutcome.FAILED;
    try {
      database
          .directory()
          .put(
              FeatureStages.ID,
              FeatureStages.class,
              FeatureStages.NONE,
              stages -> stages.with(feature, stage));
      outcome = AuditOutcome.SUCCEEDED;
    } finally {
      features.forget();
      log.end(intent, outcome);
    }
    return new StageView(feature.word(), stage);
  }

  /** The stage that each feature is in: at most one request. */
  public Slice<StageView> stages() {
    return new Slice<>(
        Arrays.stream(Feature.values())
            .map(feature -> new StageView(feature.word(), features.stage(feature)))
            .toList(),
        null);
  }

  /** A feature, as the staff sees it. */
  public record StageView(String name, Stage stage) {}

  private static Feature find(String name) {
    return Feature.find(name).orElseThrow(() -> new NotFound("feature"));
  }

  private static boolean on(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<JsonNode> on = fields.node("on");
    if (on.filter(JsonNode::isBoolean).isEmpty()) {
      fields.reject("on", "required", "true or false.");
    }
    fields.check();
    return on.orElseThrow().booleanValue();
  }

  private static Stage stage(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String word = fields.required("stage", MOST_WORD);
    Optional<Stage> stage = Stage.find(word);
    if (stage.isEmpty() && !word.isEmpty()) {
      fields.reject(
          "stage",
          "invalid",
          Arrays.stream(Stage.values())
              .map(Stage::word)
              .collect(Collectors.joining(", ", "One of ", ".")));
    }
    fields.check();
    return stage.orElseThrow();
  }
}
