package io.artistos.shared.audit;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Days;
import io.artistos.shared.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events are asked for.
 *
 * @param actor the id
 * @param from the first day in UTC
 * @param to the last day in UTC
 */
public record AuditFilter(
    Optional<String> actor,
    Optional<String> action,
    Optional<AuditOutcome> outcome,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /**
   * From {@code actor}, {@code action}, {@code outcome}, {@code from} and {@code to} of the
   * address.
   *
   * @throws InvalidInput when one of them is not in order
   */
  public static AuditFilter read(Call call) {
    return new AuditFilter(
        word(call, "actor"),
        word(call, "action"),
        outcome(call),
        Days.read(call, "from"),
        Days.read(call, "to"));
  }

  /** The same of these days only, both of them included. */
  AuditFilter within(LocalDate first, LocalDate last) {
    return new AuditFilter(actor, action, outcome, Optional.of(first), Optional.of(last));
  }

  /** As {@link #read} takes it from an address; nothing in it needs to be escaped there. */
  String query() {
    StringJoiner query = new StringJoiner("&");
    actor.ifPresent(id -> query.add("actor=" + id));
    action.ifPresent(word -> query.add("action=" + word));
    outcome.ifPresent(one -> query.add("outcome=" + one.word()));
    from.ifPresent(day -> query.add("from=" + day));
    to.ifPresent(day -> query.add("to=" + day));
    return query.toString();
  }

  String where() {
    return "c.type = 'auditEvent'"
        + (actor.isPresent() ? " AND c.actor.id = @actor" : "")
        + (action.isPresent() ? " AND c.action = @action" : "")
        + (outcome.isPresent() ? " AND c.outcome = @outcome" : "")
        + (from.isPresent() ? " AND c.at >= @from" : "")
        + (to.isPresent() ? " AND c.at < @until" : "");
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new TreeMap<>();
    actor.ifPresent(id -> parameters.put("@actor", id));
    action.ifPresent(word -> parameters.put("@action", word));
    outcome.ifPresent(one -> parameters.put("@outcome", one.word()));
    from.ifPresent(day -> parameters.put("@from", Json.time(start(day))));
    to.ifPresent(day -> parameters.put("@until", Json.time(start(day.plusDays(1)))));
    return parameters;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<String> word(Call call, String name) {
    Optional<String> text = call.query(name);
    if (text.isPresent() && !WORD.matcher(text.get()).matches()) {
      throw new InvalidInput(name, "invalid", "Letters, digits, full stops and hyphens.");
    }
    return text;
  }

  private static Optional<AuditOutcome> outcome(Call call) {
    Optional<String> text = call.query("outcome");
    Optional<AuditOutcome> outcome = text.flatMap(AuditOutcome::find);
    if (text.isPresent() && outcome.isEmpty()) {
      throw new InvalidInput(
          "outcome",
          "invalid",
          Arrays.stream(AuditOutcome.values())
              .map(AuditOutcome::word)
              .collect(Collectors.joining(", ", "One of ", ".")));
    }
    return outcome;
  }
}
