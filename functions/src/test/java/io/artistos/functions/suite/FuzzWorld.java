package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.functions.suite.PackagedFunctions.Function;
import io.artistos.local.vendors.ReceivedMail;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A suite of its own in which an artist account has one of everything, and whoever calls it. Once
 * that is there, nothing goes on in the background: what changes then is some call's doing.
 */
final class FuzzWorld {

  static final String OWNER = "owner";
  static final String PERSON = "person";
  static final String KEY = "key";
  static final String STAFF = "staff";
  static final String NOBODY = "nobody";

  private static final int TOO_MANY = 429;
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final RunningSuite suite = RunningSuite.apart();
  private final IsolationCalls calls = new IsolationCalls(suite, new AtomicInteger());
  private final IsolationWorld artist = new IsolationWorld(calls);
  private final Map<String, Supplier<String>> callers = new TreeMap<>();
  private final List<String> links = new ArrayList<>();
  private final List<Function> functions;
  private final String access;
  private String leaving = suite.newArtist();
  private String person = newPerson();
  private int sent;

  FuzzWorld(List<Function> functions) {
    this.functions = functions;
    String email = suite.anyAddress();
    suite.signUp(artist.slug, Map.of("email", email, "consent", "2026-11.en"));
    ReceivedMail mail = suite.suite().vendors().awaitMail(email, any -> true, WITHIN);
    List.of(MailLinks.confirm(mail), MailLinks.unsubscribe(mail))
        .forEach(link -> links.add(link.substring(link.indexOf('=') + 1)));
    artist.fill(functions);
    String staff = suite.newStaff();
    List<Permission> scopes =
        Arrays.stream(Permission.values()).filter(Permission::forKeys).toList();
    TeamApi team = new TeamApi(suite, artist.slug);
    String key = team.key(scopes, 700);
    access = team.askForAccess(staff);
    purge();
    callers.put(NOBODY, () -> "");
    callers.put(OWNER, artist.owner());
    callers.put(KEY, () -> "Bearer " + key);
    callers.put(PERSON, () -> "Bearer " + clerk().token(person(), true));
    callers.put(STAFF, () -> "Bearer " + clerk().token(staff, true));
    suite.suite().killHost();
    suite
        .suite()
        .restartHost(
            PackagedFunctions.others().stream()
                .collect(
                    Collectors.toMap(name -> "AzureWebJobs." + name + ".Disabled", any -> "true")));
  }

  /** Another account is deleted, so that there is a purge to look at. */
  private void purge() {
    String slug = suite.newArtist();
    String owner = suite.ownerOf(slug);
    assertThat(
            suite
                .send(
                    suite
                        .request("/api/staff/accounts/" + slug + "/child")
                        .header("Authorization", suite.asStaff())
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isBetween(200, 299);
    Await.until(() -> clerk().profile(owner).isEmpty() && clerk().pendingWebhooks() == 0);
  }

  /** Who may call it, as far as there is somebody, and some who may not. */
  List<String> callersOf(Function function) {
    return switch (function.declared().value()) {
      case PUBLIC, SIGNED_LINK, OAUTH_STATE, WEBHOOK -> List.of(NOBODY);
      case PERSON -> List.of(PERSON, PERSON, PERSON, NOBODY);
      case STAFF -> List.of(STAFF, STAFF, STAFF, OWNER, NOBODY);
      case MEMBER -> List.of(OWNER, OWNER, OWNER, KEY, KEY, STAFF, NOBODY);
    };
  }

  /** What leads to something, as far as is known. */
  List<String> known(Function function) {
    return candidates(function).get(0);
  }

  /**
   * What may lead to something: what another function found with the same beginning of its path, or
   * else anything that there is.
   */
  List<List<String>> candidates(Function function) {
    List<List<String>> all = List.of(List.of());
    for (String parameter : function.parameters()) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> start : all) {
        values(function, parameter)
            .forEach(value -> longer.add(Stream.concat(start.stream(), Stream.of(value)).toList()));
      }
      all = longer;
    }
    return all;
  }

  private List<String> values(Function function, String parameter) {
    boolean staff = function.declared().value() == Caller.STAFF;
    return switch (parameter) {
      // Staff end accounts.
      case "slug" -> List.of(staff ? leaving() : artist.slug);
      case "tenant" -> ids("purge").map(id -> id.substring(id.indexOf(':') + 1)).toList();
      case "code" -> ids("shortLink").map(id -> id.substring(id.indexOf(':') + 1)).toList();
      case "name" -> List.of(function.route().contains("features") ? "fan-import" : "press");
      default -> staff ? List.of(access) : found(function, parameter);
    };
  }

  private List<String> found(Function function, String parameter) {
    String start = function.route().substring(0, function.route().indexOf("{" + parameter));
    List<String> values =
        functions.stream()
            .filter(other -> other.route().startsWith(start + "{" + parameter))
            .flatMap(
                other ->
                    Stream.ofNullable(artist.found.get(other.name()))
                        .map(path -> path.get(other.parameters().indexOf(parameter))))
            .distinct()
            .toList();
    return values.isEmpty()
        ? Stream.concat(artist.ids().stream(), artist.made.values().stream()).distinct().toList()
        : values;
  }

  private Stream<String> ids(String type) {
    return suite
        .suite()
        .cosmos()
        .dump()
        .map(RunningSuite::read)
        .filter(item -> item.path("type").asText().equals(type))
        .map(item -> item.path("id").asText());
  }

  /** Tokens of links in mails that work. */
  List<String> links() {
    return links;
  }

  /**
   * Sends it from a network of its own; again when these were too many calls, after moving the
   * clock.
   */
  HttpResponse<String> send(FuzzedCall call) {
    while (true) {
      HttpResponse<String> answer = suite.send(request(call));
      if (answer.statusCode() != TOO_MANY) {
        quiet();
        person();
        leaving();
        return answer;
      }
      long seconds = Long.parseLong(answer.headers().firstValue("retry-after").orElseThrow());
      suite.suite().clock().moveBy(Duration.ofSeconds(seconds));
    }
  }

  private HttpRequest.Builder request(FuzzedCall call) {
    sent++;
    // Those who can end an account have one that can go.
    boolean ends = call.function().needed().orElse(null) == Permission.ACCOUNT_DELETE;
    HttpRequest.Builder request =
        suite
            .request(call.path())
            .header(
                "X-Local-Peer",
                "10.%d.%d.%d".formatted(sent >> 16 & 255, sent >> 8 & 255, sent & 255))
            .header("If-Match", "*")
            .header("Artist-Account", ends ? leaving() : artist.slug);
    String authorization =
        ends && call.who().equals(OWNER)
            ? suite.asOwner(leaving())
            : Objects.requireNonNull(callers.get(call.who())).get();
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    call.headers().forEach(header -> request.setHeader(header.getKey(), header.getValue()));
    return request.method(
        call.function().method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
  }

  /** The vendor for people tells us of them when they come and go. */
  private void quiet() {
    Await.until(() -> clerk().pendingWebhooks() == 0);
  }

  /** Somebody without an account; another one when a call was the end of them. */
  private String person() {
    if (clerk().profile(person).isEmpty()) {
      person = newPerson();
    }
    return person;
  }

  private String newPerson() {
    String user = clerk().person(Profile.of("Pia", "Person", suite.anyAddress()));
    quiet();
    return user;
  }

  /** An account that can be ended; another one when it was. */
  private String leaving() {
    if (clerk().profile(suite.ownerOf(leaving)).isEmpty()) {
      leaving = suite.newArtist();
      quiet();
    }
    return leaving;
  }

  private Clerk clerk() {
    return suite.suite().vendors().clerk();
  }

  Stored stored() {
    return Stored.in(suite);
  }

  /** What a call changed; for one that was refused. */
  List<String> changesSince(Stored before) {
    return before.changes(stored(), suite.suite().clock().instant().getEpochSecond());
  }
}
