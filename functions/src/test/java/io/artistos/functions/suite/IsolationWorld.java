package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.functions.suite.PackagedFunctions.Function;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpResponse;
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

  private static final int ROUNDS = 3;

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

  /** Makes one of everything. */
  void fill(List<Function> functions) {
    calls
        .suite()
        .signUp(slug, Map.of("email", calls.suite().anyAddress(), "consent", "2026-11.en"));
    for (int round = 0; round < ROUNDS; round++) {
      functions.stream()
          .filter(function -> function.declared().value() == Caller.MEMBER)
          .filter(function -> function.needed().orElseThrow() != Permission.ACCOUNT_DELETE)
          .filter(function -> !function.method().equals("DELETE"))
          .forEach(this::reach);
    }
  }

  /** Calls a function of this account as its owner, with whatever it takes in its path. */
  boolean reach(Function function) {
    List<String> known = found.get(function.toString());
    for (List<String> values : known != null ? List.of(known) : tuples(function, ids())) {
      HttpResponse<String> answer = calls.call(function, values, owner(), slug);
      if (answer.statusCode() != 404) {
        found.put(function.toString(), values);
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

  /** An id of each type of item that the account has, and those inside the item of its team. */
  List<String> ids() {
    Map<String, String> byType = new TreeMap<>();
    List<String> inside = new ArrayList<>();
    for (JsonNode item : items()) {
      byType.put(item.path("type").asText(), item.path("id").asText());
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
