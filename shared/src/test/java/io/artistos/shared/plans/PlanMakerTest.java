package io.artistos.shared.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.operations.Operation;
import io.artistos.shared.operations.OperationView;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.planner.PlanInput;
import io.artistos.shared.planner.PlanSource;
import io.artistos.shared.planner.PlaybookPlanner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlanMakerTest {

  private final PlanWorld world = new PlanWorld();
  private final String release = world.release(30);

  @Test
  void aPlanIsMadeInTheBackgroundAndWaitsForApproval() {
    Operation asked = world.ask(release);
    assertThat(Operations.accepted(asked).headers())
        .containsEntry("Location", "/api/operations/" + asked.id())
        .containsKey("Retry-After");
    assertThat(world.handleMessages()).isEqualTo(1);

    OperationView done = world.operations.view(world.tenant, asked.id());
    assertThat(done.status()).isEqualTo(Operation.State.SUCCEEDED);
    assertThat(done.result()).isEqualTo("/api/releases/" + release + "/plan");
    PlanView plan = world.plans.view(world.tenant, release);
    assertThat(plan.status()).isEqualTo(Plan.Status.DRAFT);
    assertThat(plan.source()).isEqualTo(PlanSource.PLAYBOOK);
    assertThat(plan.actions()).hasSizeGreaterThan(10);
    assertThat(plan.reply().headers()).containsEntry("ETag", "\"1\"");
    assertThat(world.mailed()).containsExactly("The plan for “Harbour Lights” waits for you");
  }

  @Test
  void costsSixReadsAQueryAndTwoWrites() {
    Operation asked = world.ask(release);
    assertThat(world.platform.costOf(() -> world.maker().handle(world.message(asked))))
        .isEqualTo(
            Map.of(
                "read accounts", 6L,
                "query fans", 1L,
                "replace accounts", 1L,
                "batch accounts", 1L));
  }

  @Test
  void askingCostsAReadAndACreate() {
    world.account();
    assertThat(world.platform.costOf(() -> world.ask(release)))
        .isEqualTo(Map.of("read accounts", 1L, "create accounts", 1L));
  }

  @Test
  void theSameKeyIsTheSameOperation() {
    Operation first = askWithKey("k1");
    assertThat(first.ttl()).isEqualTo(Duration.ofDays(7).toSeconds());
    assertThat(askWithKey("k1").id()).isEqualTo(first.id());
    assertThat(askWithKey("k2").id()).isNotEqualTo(first.id());
    world.handleMessages();
    assertThat(askWithKey("k1").state()).isEqualTo(Operation.State.SUCCEEDED);
    assertThat(world.handleMessages()).isZero();
  }

  @Test
  void aReleaseWithoutDayOrLongOutGetsNoPlan() {
    String past = world.release(-29);
    assertThatThrownBy(() -> world.ask(past))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("release-past"));
    assertThatThrownBy(() -> world.ask("no-such-release")).isInstanceOf(NotFound.class);
    String just = world.release(-28);
    world.maker().handle(world.message(world.ask(just)));
    assertThat(world.plan(just).actions()).hasSize(1);
  }

  @Test
  void countsConfirmedFansAndNoOthers() {
    fan("a", "confirmed", "DE");
    fan("b", "confirmed", "DE");
    fan("c", "confirmed", null);
    fan("d", "pending", "DE");
    AtomicReference<PlanInput> seen = new AtomicReference<>();
    world
        .maker(
            input -> {
              seen.set(input);
              return new PlaybookPlanner().plan(input);
            },
            world.mails)
        .handle(world.message(world.ask(release)));
    assertThat(seen.get().audience().fans()).isEqualTo(3);
    assertThat(seen.get().audience().byCountry()).isEqualTo(Map.of("DE", 2L));
    assertThat(seen.get().today()).isEqualTo(PlanWorld.TODAY);
  }

  @Test
  void aReleaseThatIsDeletedWhileItsPlanIsMadeLeavesNone() {
    Operation asked = world.ask(release);
    world
        .maker(
            input -> {
              world.deleteRelease(release);
              return new PlaybookPlanner().plan(input);
            },
            world.mails)
        .handle(world.message(asked));

    assertThat(world.plans.find(world.tenant, release)).isEmpty();
    assertThat(world.mailed()).isEmpty();
  }

  @Test
  void aMessageThatWasNeverSentIsSentByTheSweeper() {
    Operation asked =
        world
            .requestsWithoutQueue()
            .request(world.account(), release, PlanWorld.call(Map.of(), ""));
    assertThat(world.handleMessages()).isZero();
    world.clock.advance(Duration.ofMinutes(2));
    world.requests.sweep();
    world.handleMessages();
    assertThat(world.operation(asked).state()).isEqualTo(Operation.State.SUCCEEDED);
    world.clock.advance(Duration.ofMinutes(2));
    world.requests.sweep();
    assertThat(world.handleMessages()).isZero();
  }

  @Test
  void whatWasClaimedByAHandlerThatDiedIsFinishedByTheNextOne() {
    Operation asked = world.ask(release);
    PlanMaker maker = world.maker();
    assertThat(maker.claim(world.message(asked))).isPresent();

    // The message comes again while the claim may still be alive: put off, not lost.
    long before = world.platform.messages(io.artistos.shared.queue.Queues.PLANS);
    maker.handle(world.message(asked));
    assertThat(world.operation(asked).state()).isEqualTo(Operation.State.RUNNING);
    assertThat(world.platform.messages(io.artistos.shared.queue.Queues.PLANS))
        .isEqualTo(before + 1);

    world.clock.advance(PlanMaker.CLAIM);
    maker.handle(world.message(asked));
    assertThat(world.operation(asked).state()).isEqualTo(Operation.State.SUCCEEDED);
    assertThat(world.mailed()).hasSize(1);
  }

  @Test
  void aHandlerThatWasThoughtDeadMakesNoSecondPlan() {
    Operation asked = world.ask(release);
    PlanMaker slow = world.maker();
    Operation claimed = slow.claim(world.message(asked)).orElseThrow();
    world.clock.advance(PlanMaker.CLAIM);
    world.maker().handle(world.message(asked));
    slow.make(claimed, null);
    assertThat(world.plan(release).version()).isEqualTo(1);
    assertThat(world.mailed()).hasSize(1);
  }

  @Test
  void aMailWhoseMessageWasLostIsAskedForAgain() {
    world
        .maker(new PlaybookPlanner(), world.mailsWithoutQueue())
        .handle(world.message(world.ask(release)));
    assertThat(world.mailed()).isEmpty();
    world.clock.advance(Duration.ofMinutes(6));
    world.mails.sweep();
    assertThat(world.mailed()).hasSize(1);
    world.clock.advance(Duration.ofMinutes(6));
    world.mails.sweep();
    assertThat(world.mailed()).hasSize(1);
  }

  @Test
  void aMessageThatComesTwiceMakesOnePlanAndOneMail() {
    Operation asked = world.ask(release);
    world.maker().handle(world.message(asked));
    world.maker().handle(world.message(asked));
    assertThat(world.plan(release).version()).isEqualTo(1);
    assertThat(world.mailed()).hasSize(1);
  }

  @Test
  void aFaultGivesTheClaimBackAndTheHostTriesAgain() {
    Operation asked = world.ask(release);
    PlanMaker broken =
        world.maker(
            input -> {
              throw new IllegalStateException("broken");
            },
            world.mails);
    assertThatThrownBy(() -> broken.handle(world.message(asked)))
        .isInstanceOf(IllegalStateException.class);
    world.maker().handle(world.message(asked));
    assertThat(world.operation(asked).state()).isEqualTo(Operation.State.SUCCEEDED);
  }

  @Test
  void whatFailsEveryTimeIsGivenUp() {
    Operation asked = world.ask(release);
    for (int i = 0; i < PlanMaker.MOST_TRIES; i++) {
      assertThat(world.maker().claim(world.message(asked))).isPresent();
      world.clock.advance(PlanMaker.CLAIM);
    }
    world.maker().handle(world.message(asked));
    assertThat(world.operations.view(world.tenant, asked.id()).problem()).isEqualTo("gave-up");
  }

  @Test
  void aReleaseThatWentAwayMeanwhileEndsTheOperation() {
    Operation asked = world.ask(release);
    world.items().delete(release);
    world.maker().handle(world.message(asked));
    assertThat(world.operations.view(world.tenant, asked.id()).problem()).isEqualTo("release-gone");
    assertThat(world.mailed()).isEmpty();
  }

  @Test
  void anApprovedPlanStaysUntilANewOneIsMadeWhichIsADraftAgain() {
    Plan approved = world.approvedPlan(release);
    assertThat(approved.nextMailAt()).isNotNull();
    Operation again = world.ask(release);
    assertThat(world.plan(release)).isEqualTo(approved);
    world.maker().handle(world.message(again));
    Plan anew = world.plan(release);
    assertThat(anew.status()).isEqualTo(Plan.Status.DRAFT);
    assertThat(anew.version()).isEqualTo(approved.version() + 1);
    assertThat(anew.nextMailAt()).isNull();
    // The first plan was approved before its mail went out: only the second one waits.
    assertThat(world.mailed()).hasSize(1);
  }

  @Test
  void anythingElseInTheAccountIsNoOperation() {
    for (String id : List.of("account", release, "operation-", "operation-../x")) {
      assertThatThrownBy(() -> world.operations.view(world.tenant, id))
          .isInstanceOf(NotFound.class);
    }
  }

  private Operation askWithKey(String key) {
    return world.requests.request(
        world.account(), release, PlanWorld.call(Map.of("idempotency-key", key), ""));
  }

  private void fan(String id, String status, @org.jspecify.annotations.Nullable String country) {
    Map<String, Object> signup =
        country == null ? Map.of() : Map.of("location", Map.of("country", country));
    world
        .platform
        .database()
        .tenant(world.tenant, Containers.FANS)
        .create(
            id,
            Map.of(
                "id", id,
                "tenantId", world.tenant.value(),
                "type", "fan",
                "status", status,
                "signup", signup),
            "fan");
  }
}
