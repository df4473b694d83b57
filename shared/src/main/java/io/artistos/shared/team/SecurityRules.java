package io.artistos.shared.team;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The account's own rules: where they are read and changed. Thread-safe. */
public final class SecurityRules {

  private static final int MOST_BYTES = 1_024;
  private static final int MOST_WORD = 20;

  private final Teams teams;
  private final Clock clock;

  public SecurityRules(Teams teams, Clock clock) {
    this.teams = teams;
    this.clock = clock;
  }

  /** One read. */
  public Security of(TenantId tenant) {
    return teams.find(tenant).map(Team::security).orElseThrow(() -> new NotFound("artist account"));
  }

  /**
   * Puts other rules in their place; everybody's next call is held to them. Where nobody of the
   * staff is wanted any more, their accesses end with it. A read and a write.
   *
   * @throws Forbidden when {@code by} may not; {@code second-factor-required} when the rules want a
   *     second factor and they have not passed one
   */
  public Security change(TenantId tenant, Insider by, Security rules) {
    return teams
        .change(
            tenant,
            team ->
                withoutStaff(TeamChanges.secured(team, by.userId(), rules, by.secondFactor()), by))
        .security();
  }

  private Team withoutStaff(Team team, Insider by) {
    Team ended = team;
    if (team.security().support() == Security.Support.NEVER) {
      Instant now = clock.instant();
      Actor actor = new Actor(Actor.Kind.MEMBER, by.userId());
      for (Map.Entry<String, SupportAccess> one : team.support().entrySet()) {
        if (one.getValue().open()) {
          ended =
              ended.withSupport(
                  one.getKey(),
                  one.getValue().over(SupportAccess.Cause.BY_TENANT, actor, now),
                  now);
        }
      }
    }
    return ended;
  }

  /**
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   */
  public static Security read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<JsonNode> factor = fields.node("requireSecondFactor").filter(JsonNode::isBoolean);
    if (factor.isEmpty()) {
      fields.reject("requireSecondFactor", "required", "True or false.");
    }
    String word = fields.required("support", MOST_WORD);
    Optional<Security.Support> support = Security.Support.find(word);
    if (support.isEmpty() && !word.isEmpty()) {
      fields.reject("support", "invalid", "One of granted, ask and never.");
    }
    fields.check();
    return new Security(factor.orElseThrow().booleanValue(), support.orElseThrow());
  }
}
