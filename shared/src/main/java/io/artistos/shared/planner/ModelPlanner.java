package io.artistos.shared.planner;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The playbook's plan in a model's words. Which actions there are, their days, channels and effort
 * stay the playbook's; the model writes title and text of each. What it writes is checked, asked
 * for once more when something is wrong, and where it is still wrong the playbook's words stay.
 * Never fails because of the model. Thread-safe.
 */
public final class ModelPlanner implements Planner {

  /** For both requests with all tries and waits; a third of the function's time limit. */
  static final Duration BUDGET = Duration.ofSeconds(90);

  private static final Logger LOG = Logger.getLogger(ModelPlanner.class.getName());
  private static final int MOST_FAULTS = 20;

  private final Planner playbook;
  private final ChatModel model;
  private final Clock clock;

  public ModelPlanner(Planner playbook, ChatModel model, Clock clock) {
    this.playbook = playbook;
    this.model = model;
    this.clock = clock;
  }

  /**
   * What one request came to.
   *
   * @param answer the document as it was written, empty when there was none
   */
  private record Attempt(String answer, ModelWords words, @Nullable ModelFailed failed) {}

  @Override
  public MarketingPlan plan(PlanInput input) {
    MarketingPlan draft = playbook.plan(input);
    if (draft.actions().isEmpty()) {
      return draft;
    }
    Instant until = clock.instant().plus(BUDGET);
    ArrayNode messages = ModelRequest.first(input, draft.actions());
    ObjectNode schema = ModelRequest.schema(draft.actions());
    Attempt first = attempt(messages, schema, draft, until);
    if (first.failed() != null && !first.failed().repairable()) {
      return worded(draft, first.words(), PlanSource.MODEL, first.failed().code());
    }
    if (first.words().faults().isEmpty()) {
      return worded(draft, first.words(), PlanSource.MODEL, null);
    }
    ArrayNode again = ModelRequest.repair(messages, first.answer(), few(first.words().faults()));
    Attempt second = attempt(again, schema, draft, until);
    ModelWords words = first.words().with(second.words());
    ModelFailed failed = second.failed();
    String reason = failed == null ? "model-invalid-words" : failed.code();
    return worded(draft, words, PlanSource.MODEL_REPAIRED, reason);
  }

  private Attempt attempt(
      ArrayNode messages, ObjectNode schema, MarketingPlan draft, Instant until) {
    String answer = "";
    try {
      answer = model.complete(messages, schema, until);
      return new Attempt(answer, ModelWords.read(answer, draft.actions()), null);
    } catch (ModelFailed e) {
      LOG.warning("the model did not word a plan: " + e.code());
      String fault = "There was no whole JSON document (" + e.code() + "). Be brief.";
      return new Attempt(answer, new ModelWords(java.util.Map.of(), List.of(fault)), e);
    }
  }

  /**
   * @param source when at least one action has the model's words
   * @param reason why not all have them
   */
  private static MarketingPlan worded(
      MarketingPlan draft, ModelWords words, PlanSource source, @Nullable String reason) {
    List<PlanAction> actions =
        draft.actions().stream()
            .map(
                action -> {
                  ModelWords.Text text = words.good().get(action.id());
                  return text == null ? action : action.worded(text.title(), text.text());
                })
            .toList();
    boolean all = words.good().size() == actions.size();
    return new MarketingPlan(
        words.good().isEmpty() ? PlanSource.PLAYBOOK : source, all ? null : reason, actions);
  }

  private static List<String> few(List<String> faults) {
    return faults.subList(0, Math.min(faults.size(), MOST_FAULTS));
  }
}
