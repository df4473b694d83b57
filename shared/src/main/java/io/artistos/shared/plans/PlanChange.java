package io.artistos.shared.plans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.planner.Channel;
import io.artistos.shared.planner.MarketingPlan;
import io.artistos.shared.planner.PlanAction;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions that a plan is to have: {@code actions}, a list of objects like {@link PlanAction}.
 * One without {@code id} is new; {@code text}, {@code goal} and {@code minutes} may be left out.
 */
public final class PlanChange {

  private static final int MOST_BYTES = 131_072;
  private static final int MOST_ACTIONS = 60;
  private static final int USUAL_MINUTES = 30;
  private static final int ID_BYTES = 9;

  private final List<PlanAction> actions;

  private PlanChange(List<PlanAction> actions) {
    this.actions = actions;
  }

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when something is missing or wrong
   */
  public static PlanChange read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<JsonNode> list = fields.node("actions");
    List<PlanAction> actions = new ArrayList<>();
    if (list.isEmpty() || !list.get().isArray() || list.get().size() > MOST_ACTIONS) {
      fields.reject("actions", "invalid", "A list of at most " + MOST_ACTIONS + ".");
    } else {
      for (JsonNode node : list.get()) {
        actions.add(action(fields, "actions[" + actions.size() + "].", node));
      }
    }
    fields.check();
    return new PlanChange(List.copyOf(actions));
  }

  /**
   * The plan's new actions.
   *
   * @param today an action that is new or moved cannot lie before it
   */
  List<PlanAction> on(Plan plan, LocalDate today, SecureRandom random) {
    Map<String, PlanAction> known =
        plan.actions().stream().collect(Collectors.toMap(PlanAction::id, Function.identity()));
    Set<String> seen = new HashSet<>();
    List<PlanAction> all = new ArrayList<>();
    for (PlanAction action : actions) {
      PlanAction before = known.get(action.id());
      String path = "actions[" + all.size() + "].";
      if (!action.id().isEmpty() && (before == null || !seen.add(action.id()))) {
        throw new InvalidInput(path + "id", "unknown", "An action of this plan, and only once.");
      }
      if (before == null || !before.date().equals(action.date())) {
        checkDate(path + "date", action.date(), plan.releaseDate(), today);
      }
      all.add(action.id().isEmpty() ? identified(action, random) : action);
    }
    return all;
  }

  private static void checkDate(String path, LocalDate date, LocalDate release, LocalDate today) {
    if (date.isBefore(today)) {
      throw new InvalidInput(path, "past", "This day is over.");
    }
    if (date.isBefore(release.minusDays(MarketingPlan.WINDOW_DAYS))
        || date.isAfter(release.plusDays(MarketingPlan.WINDOW_DAYS))) {
      throw new InvalidInput(
          path,
          "outside-window",
          "At most " + MarketingPlan.WINDOW_DAYS + " days before or after the release.");
    }
  }

  private static PlanAction identified(PlanAction action, SecureRandom random) {
    return new PlanAction(
        "own-" + Base64Url.encode(Base64Url.randomBytes(random, ID_BYTES)),
        action.date(),
        action.channel(),
        action.title(),
        action.text(),
        action.goal(),
        action.minutes());
  }

  private static PlanAction action(Fields fields, String path, JsonNode node) {
    Optional<String> id = fields.lineOf(path + "id", node.path("id"), PlanAction.MOST_TITLE);
    String title = fields.requiredOf(path + "title", node.path("title"), PlanAction.MOST_TITLE);
    return new PlanAction(
        id.orElse(""),
        date(fields, path + "date", node.path("date")),
        channel(fields, path + "channel", node.path("channel")),
        title,
        fields.textOf(path + "text", node.path("text"), PlanAction.MOST_TEXT).orElse(""),
        fields.lineOf(path + "goal", node.path("goal"), PlanAction.MOST_GOAL).orElse(""),
        minutes(fields, path + "minutes", node.path("minutes")));
  }

  private static LocalDate date(Fields fields, String path, JsonNode node) {
    try {
      return LocalDate.parse(node.asText());
    } catch (DateTimeException e) {
      fields.reject(path, "invalid", "A day, as 2027-03-05.");
      return LocalDate.EPOCH;
    }
  }

  private static Channel channel(Fields fields, String path, JsonNode node) {
    Optional<Channel> channel =
        Arrays.stream(Channel.values()).filter(c -> c.word().equals(node.asText())).findFirst();
    if (channel.isEmpty()) {
      List<String> words = Arrays.stream(Channel.values()).map(Channel::word).toList();
      fields.reject(path, "invalid", "One of " + String.join(", ", words) + ".");
    }
    return channel.orElse(Channel.SOCIAL);
  }

  private static int minutes(Fields fields, String path, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return USUAL_MINUTES;
    }
    boolean good =
        node.isInt() && node.intValue() >= 1 && node.intValue() <= PlanAction.MOST_MINUTES;
    if (!good) {
      fields.reject(path, "invalid", "A whole number from 1 to " + PlanAction.MOST_MINUTES + ".");
    }
    return good ? node.intValue() : USUAL_MINUTES;
  }
}
