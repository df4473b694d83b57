package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.functions.suite.IsolationCallers.Credential;
import io.artistos.functions.suite.PackagedFunctions.Body;
import io.artistos.functions.suite.PackagedFunctions.Function;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every way to call every function that must be refused, made from the packaged app's own list of
 * functions and what each declares. A function that is added is tried without a line here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IsolationIT {

  private static final Logger LOG = Logger.getLogger(IsolationIT.class.getName());
  private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

  private final IsolationCalls calls = new IsolationCalls(RunningSuite.get(), new AtomicInteger());
  private final List<Function> functions = PackagedFunctions.http();
  private final List<Function> members = declaredFor(Caller.MEMBER);
  private final IsolationWorld ours = new IsolationWorld(calls);
  private final IsolationWorld theirs = new IsolationWorld(calls);
  private final IsolationCallers callers = new IsolationCallers(calls, ours);
  private final List<String> wrong = new ArrayList<>();
  private int combinations;

  private List<Function> declaredFor(Caller caller) {
    return functions.stream().filter(function -> function.declared().value() == caller).toList();
  }

  @Test
  @Order(1)
  void hasSomethingToTakeFromInBothAccounts() {
    ours.fill(functions);
    theirs.fill(functions);

    assertThat(ours.unreached(functions)).isEmpty();
    assertThat(theirs.unreached(functions)).isEmpty();
  }

  @Test
  @Order(2)
  void knowsABodyForEachFunctionThatTakesOne() {
    for (Function function : functions) {
      assertThat(function.takesBody())
          .as("an example in docs/openapi.yaml for " + function)
          .isEqualTo(function.example().isPresent());
    }
  }

  @Test
  @Order(3)
  void refusesEveryWrongCallerEveryWrongAccountAndEveryForeignId() {
    callers.prepare();
    Map<String, JsonNode> before = Await.settled(this::stored);

    for (Function function : functions) {
      switch (function.declared().value()) {
        case PUBLIC, SIGNED_LINK, OAUTH_STATE -> {}
        case WEBHOOK -> refused(function, known(function), "unsigned", () -> "", null, Set.of(401));
        case PERSON -> nobody(function, null);
        case STAFF -> {
          nobody(function, null);
          callers.notStaff().forEach(one -> refused(function, one, null, Set.of(403)));
        }
        case MEMBER -> {
          nobody(function, ours.slug);
          outsiders(function);
          lacking(function);
        }
      }
    }
    members.forEach(this::foreignIds);

    LOG.info("isolation: " + combinations + " combinations of " + functions.size() + " functions");
    assertThat(wrong).as("of " + combinations + " combinations").isEmpty();
    assertThat(combinations).isGreaterThan(functions.size() * 10);
    assertThat(changes(before, stored())).isEmpty();
  }

  @Test
  @Order(4)
  void namesInTheLogWhatEachFunctionMade() {
    Set<String> targets = new TreeSet<>();
    ours.items().stream()
        .filter(item -> item.path("type").asText().equals("auditEvent"))
        .forEach(
            event -> {
              String target = event.path("target").asText();
              targets.add(
                  event.path("action").asText() + " " + target.substring(target.indexOf(':') + 1));
            });

    assertThat(ours.made).containsKeys("CreateApiKey", "CreateRelease", "InviteMember");
    assertThat(ours.made)
        .allSatisfy((function, id) -> assertThat(targets).contains(function + " " + id));
  }

  /** Last: in the headers of what creates, theirs makes something of ours. */
  @Test
  @Order(5)
  void makesNothingOfTheirsInAQueryOrAHeader() {
    ForeignParameters foreign = new ForeignParameters(calls, ours, theirs, members, wrong);
    assertThat(foreign.hasCursors()).isTrue();
    Map<String, JsonNode> before = Await.settled(this::storedOfTheirs);

    members.forEach(function -> foreign.query(function, function.path(known(function))));
    members.forEach(function -> foreign.headers(function, function.path(known(function))));

    LOG.info("isolation: " + foreign.combinations() + " combinations in queries and headers");
    assertThat(wrong).as("of " + foreign.combinations() + " combinations").isEmpty();
    assertThat(foreign.combinations()).isGreaterThan(members.size() * 10);
    assertThat(changes(before, storedOfTheirs())).isEmpty();
  }

  private Map<String, JsonNode> storedOfTheirs() {
    Map<String, JsonNode> items = stored();
    items.keySet().removeIf(key -> !key.startsWith(theirs.tenant + " "));
    return items;
  }

  private List<String> changes(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    Set<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(before.get(id), after.get(id)))
        .filter(id -> after.containsKey(id) || !isOver(before.get(id)))
        .map(id -> id + ": " + before.get(id) + " became " + after.get(id))
        .toList();
  }

  /** Whether its time to live is over: then it went by itself. */
  private boolean isOver(@Nullable JsonNode item) {
    if (item == null) {
      return false;
    }
    long now = calls.suite().suite().clock().instant().getEpochSecond();
    return item.path("ttl").asLong() > 0
        && item.path("_ts").asLong() + item.path("ttl").asLong() <= now;
  }

  /** Nobody who has proved who they are. */
  private void nobody(Function function, @Nullable String slug) {
    callers.unproven().forEach(one -> refused(function, one, slug, Set.of(401)));
    callers.deadKeys().forEach(one -> refused(function, one, slug, Set.of(401)));
    if (function.declared().value() != Caller.MEMBER) {
      refused(function, callers.key(), slug, Set.of(401));
    }
  }

  /** Somebody, but not of this account. */
  private void outsiders(Function function) {
    for (Credential one : callers.outsiders()) {
      refused(function, theirs(function), one.name(), one.bearer(), theirs.slug, Set.of(404));
    }
    for (Credential one : callers.formerlyOurs()) {
      refused(function, one, ours.slug, Set.of(404));
    }
  }

  /** Somebody of the account who may not do this. */
  private void lacking(Function function) {
    Permission needed = function.needed().orElseThrow();
    for (Credential one : callers.lacking(needed, function.method())) {
      refused(function, one, ours.slug, Set.of(403));
    }
    refused(
        function,
        known(function),
        "no second factor",
        callers.withoutSecondFactor(),
        callers.strictSlug(),
        Set.of(403));
  }

  /** The owner of one account, with the other's ids. */
  private void foreignIds(Function function) {
    List<String> parameters = function.parameters();
    List<String> foreign = theirs.ids().stream().filter(id -> id.length() >= 20).toList();
    for (int i = 0; i < parameters.size(); i++) {
      if (function.chosenByCallers(parameters.get(i))) {
        continue;
      }
      for (String id : foreign) {
        List<String> path = new ArrayList<>(known(function));
        path.set(i, id);
        refused(function, path, "their id", ours.owner(), ours.slug, Set.of(404));
      }
    }
    if (!parameters.isEmpty() && parameters.stream().noneMatch(function::chosenByCallers)) {
      refused(function, theirs(function), "all ids theirs", ours.owner(), ours.slug, Set.of(404));
    }
    function
        .example()
        .map(Body::json)
        .ifPresent(
            body ->
                ForeignBodies.of(body, foreign)
                    .forEach(
                        swapped ->
                            refused(
                                function,
                                function.path(known(function)),
                                Optional.of(swapped),
                                "their id in the body",
                                ours.owner(),
                                ours.slug,
                                REFUSED)));
  }

  private void refused(Function function, Credential one, @Nullable String slug, Set<Integer> as) {
    refused(function, known(function), one.name(), one.bearer(), slug, as);
  }

  private void refused(
      Function function,
      List<String> path,
      String how,
      Supplier<String> credential,
      @Nullable String slug,
      Set<Integer> as) {
    refused(
        function,
        function.path(path),
        function.example().map(Body::text),
        how,
        credential,
        slug,
        as);
  }

  private void refused(
      Function function,
      String path,
      Optional<String> body,
      String how,
      Supplier<String> credential,
      @Nullable String slug,
      Set<Integer> as) {
    combinations++;
    HttpResponse<String> answer = calls.call(function, path, body, credential, slug);
    if (!as.contains(answer.statusCode())) {
      wrong.add(function + ", " + how + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** What leads to something in our account. */
  private List<String> known(Function function) {
    return known(function, ours);
  }

  private List<String> theirs(Function function) {
    return known(function, theirs);
  }

  /** As was found, or as was found for another method of the route, or any id. */
  private List<String> known(Function function, IsolationWorld world) {
    List<String> found = world.found.get(function.name());
    if (found != null) {
      return found;
    }
    return functions.stream()
        .filter(other -> other.parameters().equals(function.parameters()))
        .filter(other -> other.route().startsWith(function.route()))
        .map(other -> world.found.get(other.name()))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElseGet(() -> function.parameters().stream().map(p -> world.ids().get(0)).toList());
  }

  /**
   * All items of both accounts. Left out: audit events, which every refusal may add, and of our
   * team what this test itself changes, the role that lacks a permission, and on which day keys
   * were used.
   */
  private Map<String, JsonNode> stored() {
    Map<String, JsonNode> items = new TreeMap<>();
    Stream.of(ours, theirs)
        .flatMap(world -> world.items().stream())
        .filter(item -> !item.path("type").asText().startsWith("audit"))
        .forEach(
            item ->
                items.put(
                    item.path("tenantId").asText() + " " + item.path("id").asText(),
                    steady((ObjectNode) item)));
    return items;
  }

  private JsonNode steady(ObjectNode item) {
    if (item.path("type").asText().equals("team")
        && item.path("tenantId").asText().equals(ours.tenant)) {
      item.remove(List.of("_etag", "_ts", "roles"));
      item.path("keys").forEach(key -> ((ObjectNode) key).remove("lastUsedOn"));
    }
    return item;
  }
}
