package io.artistos.functions.boot;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.artistos.functions.operations.GetOperation;
import io.artistos.functions.plans.ApprovePlan;
import io.artistos.functions.plans.ChangePlan;
import io.artistos.functions.plans.DailyActions;
import io.artistos.functions.plans.GeneratePlan;
import io.artistos.functions.plans.GetPlan;
import io.artistos.functions.plans.PlanPoison;
import io.artistos.functions.plans.RequestPlan;
import io.artistos.functions.plans.SweepPlans;
import io.artistos.shared.fans.FanCounts;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.planner.ChatModel;
import io.artistos.shared.planner.ModelAuthorization;
import io.artistos.shared.planner.ModelPlanner;
import io.artistos.shared.planner.Planner;
import io.artistos.shared.planner.PlaybookPlanner;
import io.artistos.shared.plans.PlanMaker;
import io.artistos.shared.plans.PlanRequests;
import io.artistos.shared.plans.Plans;
import io.artistos.shared.plans.TodaysActions;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.releases.Releases;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Stream;

/** Plans, from asking for one to the mail with the day's actions. */
final class PlanFunctions {

  private static final String MODEL_KEY = "model-api-key";
  private static final String MODEL_SCOPE = "https://cognitiveservices.azure.com/.default";

  /** Where Azure serves models: there the managed identity opens the door. */
  private static final String AZURE_HOST =
      "(?i).+\\.(openai\\.azure\\.com|services\\.ai\\.azure\\.com|cognitiveservices\\.azure\\.com)";

  private PlanFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Releases releases = new Releases(platform.database());
    ArtistMails mails = platform.artistMails();
    Plans plans = new Plans(platform.database(), platform.random(), platform.clock());
    Operations operations = new Operations(platform.database(), platform.clock());
    PlanRequests requests =
        new PlanRequests(
            releases,
            operations,
            platform.queue(Queues.PLANS),
            platform.random(),
            platform.clock());
    PlanMaker maker =
        new PlanMaker(
            plans,
            operations,
            requests,
            releases,
            platform.accounts(),
            new FanCounts(platform.database()),
            planner(platform),
            mails,
            platform.clock());
    TodaysActions actions =
        new TodaysActions(platform.database(), plans, platform.accounts(), mails, platform.clock());
    return Stream.of(
        new RequestPlan(endpoint, platform.accounts(), requests),
        new GetPlan(endpoint, plans),
        new ChangePlan(endpoint, platform.accounts(), plans),
        new ApprovePlan(endpoint, platform.accounts(), plans),
        new GetOperation(endpoint, operations),
        new GeneratePlan(maker),
        new PlanPoison(maker),
        new SweepPlans(requests),
        new DailyActions(actions));
  }

  private static Planner planner(Platform platform) {
    Planner playbook = new PlaybookPlanner();
    return platform
        .settings()
        .model()
        .<Planner>map(
            model ->
                new ModelPlanner(
                    playbook,
                    new ChatModel(
                        model.url(),
                        model.name(),
                        authorization(model.url(), platform),
                        platform.clock()),
                    platform.clock()))
        .orElse(playbook);
  }

  private static ModelAuthorization authorization(URI model, Platform platform) {
    String host = Objects.requireNonNullElse(model.getHost(), "");
    if (!host.matches(AZURE_HOST)) {
      return () -> platform.secrets().latest(MODEL_KEY).value();
    }
    TokenCredential identity = platform.credential();
    TokenRequestContext scope = new TokenRequestContext().addScopes(MODEL_SCOPE);
    return () -> identity.getTokenSync(scope).getToken();
  }
}
