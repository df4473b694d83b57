package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.functions.suite.PackagedFunctions.Body;
import io.artistos.functions.suite.PackagedFunctions.Function;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Calls by the owner of one account with what is the other's in every parameter of the query and in
 * every header that the documentation names: ids, slug, cursors, versions. In a query it must make
 * no difference whether there is such a thing elsewhere, whatever the parameter is for.
 */
final class ForeignParameters {

  private static final Set<Integer> REFUSED = Set.of(401, 403, 404);
  private static final String ACCOUNT = "Artist-Account";

  /** Of headers that name no account: each further value is the same to them. */
  private static final int SOME = 5;

  private record Answer(int status, String body) {}

  private final IsolationCalls calls;
  private final IsolationWorld ours;
  private final List<String> wrong;
  private final Set<String> cursors;
  private final Set<String> versions = new TreeSet<>();
  private final Set<String> theirs = new TreeSet<>();
  private final Map<String, Answer> ofNobodys = new HashMap<>();
  private int combinations;

  ForeignParameters(
      IsolationCalls calls,
      IsolationWorld ours,
      IsolationWorld others,
      List<Function> functions,
      List<String> wrong) {
    this.calls = calls;
    this.ours = ours;
    this.wrong = wrong;
    this.cursors = cursors(others, functions);
    others.ids().stream().filter(id -> id.length() >= 20).forEach(theirs::add);
    theirs.add(others.tenant);
    theirs.add(others.slug);
    others.items().forEach(item -> versions.add(item.path("_etag").asText()));
  }

  int combinations() {
    return combinations;
  }

  /** Cursors of all lists of theirs that are longer than a page of one. */
  private Set<String> cursors(IsolationWorld others, List<Function> functions) {
    Set<String> found = new TreeSet<>();
    functions.stream()
        .filter(function -> function.queries().contains("cursor") && isReading(function))
        .filter(function -> function.parameters().isEmpty())
        .map(
            function ->
                calls.call(
                    function,
                    "/" + function.route() + "?limit=1",
                    Optional.empty(),
                    others.owner(),
                    others.slug))
        .filter(answer -> answer.statusCode() == 200 && answer.body().startsWith("{"))
        .map(answer -> RunningSuite.read(answer.body()).path("next"))
        .filter(JsonNode::isTextual)
        .forEach(next -> found.add(next.asText()));
    return found;
  }

  /** Whether there is something that a cursor could show of theirs. */
  boolean hasCursors() {
    return !cursors.isEmpty();
  }

  void query(Function function, String path) {
    for (String parameter : function.queries()) {
      Stream.concat(theirs.stream(), cursors.stream())
          .forEach(value -> query(function, path, parameter, value));
    }
  }

  private void query(Function function, String path, String parameter, String value) {
    combinations++;
    String nobodys = value.replaceAll("[A-Za-z0-9]", "x");
    String key = function.name() + " " + parameter + " " + nobodys;
    Answer mine = ask(function, path, parameter, value);
    Answer other = ofNobodys.computeIfAbsent(key, k -> ask(function, path, parameter, nobodys));
    if (!mine.equals(other) && isReading(function)) {
      // The clock moves when there were too many calls.
      other = ask(function, path, parameter, nobodys);
      ofNobodys.put(key, other);
    }
    if ((isReading(function) && !mine.equals(other))
        || mine.status() >= 500
        || shows(mine, value)) {
      wrong.add(function + ", theirs in " + parameter + ": " + mine + ", else " + other);
    }
  }

  /** What it says, whatever was asked for; cursors are sealed anew each time. */
  private Answer ask(Function function, String path, String parameter, String value) {
    HttpResponse<String> answer = call(function, path + "?" + parameter + "=" + value, Map.of());
    String body =
        answer.body().replace(value, "…").replaceAll("\"next\":\"[^\"]*\"", "\"next\":\"…\"");
    return new Answer(answer.statusCode(), body);
  }

  void headers(Function function, String path) {
    for (String header : function.headers()) {
      boolean account = header.equals(ACCOUNT);
      Stream.concat(
              theirs.stream().limit(account ? Long.MAX_VALUE : SOME),
              versions.stream().limit(account ? 0 : SOME))
          .forEach(value -> header(function, path, header, value));
    }
  }

  private void header(Function function, String path, String header, String value) {
    combinations++;
    HttpResponse<String> answer = call(function, path, Map.of(header, value));
    boolean good =
        header.equals(ACCOUNT) ? REFUSED.contains(answer.statusCode()) : answer.statusCode() != 500;
    if (!good || shows(new Answer(answer.statusCode(), answer.body()), value)) {
      wrong.add(
          function + ", theirs in " + header + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Whether it has anything of theirs in it but what was sent. */
  private boolean shows(Answer answer, String sent) {
    return theirs.stream().anyMatch(id -> !id.equals(sent) && answer.body().contains(id));
  }

  private HttpResponse<String> call(Function function, String path, Map<String, String> headers) {
    Optional<String> body = function.example().map(Body::text);
    return calls.call(function, path, body, ours.owner(), ours.slug, headers);
  }

  static boolean isReading(Function function) {
    return function.method().equals("GET") || function.method().equals("HEAD");
  }
}
