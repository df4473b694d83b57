package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.functions.suite.PackagedFunctions.Function;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An artist account that has one of everything that the app can make: whatever function creates
 * something is called with the example that the documentation gives. What a function takes in its
 * path is found by trying the ids of all that there is.
 */
final class IsolationWorld {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final IsolationCalls calls;
  final String slug;
  final String tenant;

  /** For each function, path parameters of this account with which it finds something. */
  final Map<String, List<String>> found = new TreeMap<>();

  IsolationWorld(IsolationCalls calls) {
    this.calls = calls;
    this.slug = calls.suite().newArtist();
    this.tenant = calls.get(owner(), slug, "/api/account").path("tenantId").asText();
  }

  Supplier<String> owner() {
    return () -> calls.suite().asOwner(slug);
  }

  /** What functions made: the id that each answered with 201 first. */
  final Map<String, String> made = new TreeMap<>();

  /** Makes one of everything, and two where there is a list of them. */
  void fill(List<Function> functions) {
    for (int i = 0; i < 2; i++) {
      calls
          .suite()
          .signUp(slug, Map.of("email", calls.suite().anyAddress(), "consent", "2026-11.en"));
    }
    // Again and again: some things come about by and by, such as a plan.
    long end = System.nanoTime() + WITHIN.toNanos();
    new TeamApi(calls.suite(), slug).askForAccess(calls.suite().newStaff());
    do {
      reachable(functions).filter(one -> !found.containsKey(one.name())).forEach(this::reach);
    } while (!unreached(functions).isEmpty() && System.nanoTime() < end);
    functions.stream()
        .filter(one -> made.containsKey(one.name()) && one.parameters().isEmpty())
        .forEach(this::reach);
  }

  /** Functions for which this account has nothing yet. */
  List<String> unreached(List<Function> functions) {
    return reachable(functions)
        .map(Function::name)
        .filter(name -> !found.containsKey(name))
        .toList();
  }

  /** All that need something of the account and do not take anything away. */
  private static Stream<Function> reachable(List<Function> functions) {
    return functions.stream()
        .filter(function -> function.declared().value() == Caller.MEMBER)
        .filter(function -> function.needed().orElseThrow() != Permission.ACCOUNT_DELETE)
        .filter(function -> !function.method().equals("DELETE"))
        .filter(function -> function.parameters().stream().noneMatch(function::chosenByCallers));
  }

  /** Calls a function of this account as its owner, with whatever it takes in its path. */
  boolean reach(Function function) {
    for (List<String> values : tuples(function, ids())) {
      HttpResponse<String> answer = calls.call(function, values, owner(), slug);
      if (answer.statusCode() == 201) {
        RunningSuite.read(answer.body())
            .findValues("id")
            .forEach(id -> made.putIfAbsent(function.name(), id.asText()));
      }
      if (answer.statusCode() != 404) {
        found.put(function.name(), values);
        return true;
      }
    }
    return false;
  }

  /** All ways to put ids into a function's path; one, of nothing, where it takes none. */
  static List<List<String>> tuples(Function function, List<String> ids) {
    List<List<String>> all = List.of(List.of());
    for (int i = 0; i < function.parameters().size(); i++) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> start : all) {
        ids.forEach(id -> longer.add(Stream.concat(start.stream(), Stream.of(id)).toList()));
      }
      all = longer;
    }
    return all;
  }

  /**
   * An id of each type of item that the account has, of jobs each kind, and those inside the item
   * of its team.
   */
  List<String> ids() {
    Map<String, String> byType = new TreeMap<>();
    List<String> inside = new ArrayList<>();
    for (JsonNode item : items()) {
      // Jobs of different kinds are reached by different functions.
      String type = item.path("type").asText();
      String kind = type.equals("job") ? item.path("kind").asText() : "";
      byType.put(type + kind, item.path("id").asText());
      if (item.path("type").asText().equals("team")) {
        for (JsonNode member : item) {
          if (member.isObject()) {
            member.fieldNames().forEachRemaining(inside::add);
          }
        }
      }
    }
    return Stream.concat(byType.values().stream(), inside.stream())
        .filter(id -> id.matches("[A-Za-z0-9_-]+"))
        .distinct()
        .toList();
  }

  /** Everything of this account in all containers. */
  List<JsonNode> items() {
    return calls
        .suite()
        .suite()
        .cosmos()
        .dump()
        .filter(item -> item.contains(tenant))
        .map(RunningSuite::read)
        .filter(item -> item.path("tenantId").asText().equals(tenant))
        .toList();
  }
}
