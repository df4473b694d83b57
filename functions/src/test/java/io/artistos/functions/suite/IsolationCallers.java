package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import io.artistos.local.vendors.clerk.TokenRequest;
import io.artistos.local.vendors.clerk.TokenRequest.Algorithm;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everybody who is to be refused: forgers, strangers, members and keys without a permission. */
final class IsolationCallers {

  /** Who it is, and what they send in {@code Authorization}. */
  record Credential(String name, Supplier<String> bearer) {}

  private static final List<Permission> SCOPES =
      Arrays.stream(Permission.values()).filter(Permission::forKeys).toList();
  private static final String WEAK = "weak";

  private final IsolationCalls calls;
  private final IsolationWorld ours;
  private final Clerk clerk;
  private final TeamApi team;
  private final Map<Role, String> members = new EnumMap<>(Role.class);
  private final Map<Permission, String> keysWithout = new EnumMap<>(Permission.class);
  private final List<Credential> deadKeys = new ArrayList<>();
  private final List<Credential> former = new ArrayList<>();
  private final Map<String, String> people = new TreeMap<>();
  private String allScopes = "";
  private String strict = "";
  private Permission weakWithout = Permission.ACCOUNT_READ;

  IsolationCallers(IsolationCalls calls, IsolationWorld ours) {
    this.calls = calls;
    this.ours = ours;
    this.clerk = calls.suite().suite().vendors().clerk();
    this.team = new TeamApi(calls.suite(), ours.slug);
  }

  void prepare() {
    String shortLived = team.key(SCOPES, 1);
    calls.suite().suite().clock().moveBy(Duration.ofDays(1).plusMinutes(1));
    deadKeys.add(new Credential("expired key", () -> bearer(shortLived)));
    String revoked = team.revokedKey(SCOPES);
    deadKeys.add(new Credential("revoked key", () -> bearer(revoked)));
    String typo = revoked.substring(0, revoked.length() - 1) + (revoked.endsWith("0") ? "1" : "0");
    deadKeys.add(new Credential("key with a typing error", () -> bearer(typo)));
    allScopes = team.key(SCOPES, 30);
    for (Permission scope : SCOPES) {
      keysWithout.put(
          scope, team.key(SCOPES.stream().filter(other -> other != scope).toList(), 30));
    }
    for (Role role : Role.values()) {
      if (role != Role.OWNER) {
        members.put(role, team.join(role.word()));
      }
    }
    team.role(WEAK, Set.of(Permission.ACCOUNT_READ));
    people.put(WEAK, team.join(WEAK));
    String removed = team.join(Role.MANAGER.word());
    team.remove(removed);
    former.add(new Credential("removed member", member(removed)));
    people.put("stranger", clerk.person(Profile.of("Sam", "Stranger", mail())));
    staff();
    strict = calls.suite().newArtist();
    new TeamApi(calls.suite(), strict).security(true, "never");
  }

  private void staff() {
    for (String one : List.of("staff", "staff with access", "staff whose access ended", "asking")) {
      people.put(
          one, clerk.person(Profile.of("Staff", "Member", mail()).withSecondFactor().asStaff()));
    }
    team.security(false, "ask");
    team.askForAccess(people("asking"));
    team.security(false, "granted");
    team.askForAccess(people("staff with access"));
    team.endAccess(team.askForAccess(people("staff whose access ended")));
    for (String one : List.of("staff", "staff whose access ended", "asking")) {
      former.add(new Credential(one, member(people(one))));
    }
    former.add(
        new Credential(
            "staff with access, without a second factor",
            () -> bearer(clerk.token(people("staff with access"), false))));
    former.add(new Credential("stranger", member(people("stranger"))));
  }

  /** What proves nothing. */
  List<Credential> unproven() {
    String owner = calls.suite().ownerOf(ours.slug);
    Map<String, Function<TokenRequest, TokenRequest>> bad = new TreeMap<>();
    bad.put("expired", token -> token.aged(Duration.ofMinutes(2)));
    bad.put("not valid yet", token -> token.aged(Duration.ofMinutes(-2)));
    bad.put("unknown key", token -> token.signedBy(TokenRequest.Key.UNKNOWN));
    bad.put("forged", token -> token.signedBy(TokenRequest.Key.FORGED));
    bad.put("alg none", token -> token.with(Algorithm.NONE));
    bad.put("alg HS256", token -> token.with(Algorithm.HS256));
    bad.put("wrong azp", token -> token.with("azp", "https://evil.example"));
    bad.put("wrong issuer", token -> token.with("iss", "https://clerk.evil.example"));
    bad.put("pending session", token -> token.with("sts", "pending"));
    Stream<Credential> tokens =
        bad.entrySet().stream()
            .map(
                way ->
                    new Credential(
                        way.getKey(),
                        () ->
                            bearer(
                                clerk.token(way.getValue().apply(TokenRequest.of(owner, true))))));
    Stream<Credential> others =
        Stream.of(
            new Credential("nothing", () -> ""),
            new Credential("no token", () -> "Bearer x"),
            new Credential("another scheme", () -> "Basic b3duZXI6b3duZXI="),
            new Credential(
                "half a token",
                () -> bearer(clerk.token(owner, true).replaceFirst("\\.[^.]*$", "."))));
    return Stream.concat(tokens, others).toList();
  }

  List<Credential> deadKeys() {
    return deadKeys;
  }

  /** A key that works, with every scope. */
  Credential key() {
    return new Credential("API key", () -> bearer(allScopes));
  }

  /** People who are not the platform's staff, or not surely. */
  List<Credential> notStaff() {
    return List.of(
        new Credential("owner", ours.owner()),
        new Credential(
            "staff without a second factor", () -> bearer(clerk.token(people("staff"), false))),
        new Credential("impersonated staff", impersonated(people("staff"))));
  }

  /** Everybody of one account, and staff that was let into it, before the door of the other. */
  List<Credential> outsiders() {
    return List.of(
        new Credential("owner of another account", ours.owner()),
        key(),
        new Credential("staff with access elsewhere", member(people("staff with access"))),
        new Credential("staff", member(people("staff"))),
        new Credential("stranger", member(people("stranger"))));
  }

  /** People who were let in once, or not yet. */
  List<Credential> formerlyOurs() {
    return former;
  }

  /** Everybody in our account who does not have the permission. */
  List<Credential> lacking(Permission needed, String method) {
    List<Credential> all = new ArrayList<>();
    members.forEach(
        (role, user) -> {
          if (!role.permissions().contains(needed)) {
            all.add(new Credential(role.word(), member(user)));
          }
        });
    if (needed != Permission.ACCOUNT_READ) {
      weaken(needed);
      all.add(new Credential("role with all but " + needed.word(), member(people(WEAK))));
    }
    String key = keysWithout.getOrDefault(needed, allScopes);
    all.add(new Credential("key without " + needed.word(), () -> bearer(key)));
    if (method.equals("DELETE")
        || !Permission.withoutRisk(Role.MANAGER.permissions()).contains(needed)) {
      all.add(new Credential("staff with access", member(people("staff with access"))));
    }
    all.add(new Credential("impersonated", impersonated(calls.suite().ownerOf(ours.slug))));
    return all;
  }

  /** A role that has everything but this. */
  private void weaken(Permission without) {
    if (weakWithout != without) {
      Set<Permission> rest = new TreeSet<>(List.of(Permission.values()));
      rest.removeIf(one -> !one.forRoles() || one == without);
      team.role(WEAK, rest);
      weakWithout = without;
    }
  }

  /** An account whose members need a second factor, and its owner without one. */
  String strictSlug() {
    return strict;
  }

  Supplier<String> withoutSecondFactor() {
    return () -> bearer(clerk.token(calls.suite().ownerOf(strict), false));
  }

  private Supplier<String> member(String user) {
    return () -> bearer(clerk.token(user, true));
  }

  private Supplier<String> impersonated(String user) {
    JsonNode actor = RunningSuite.read("{\"sub\":\"user_support\"}");
    return () -> bearer(clerk.token(TokenRequest.of(user, true).with("act", actor)));
  }

  private String people(String name) {
    return Objects.requireNonNull(people.get(name), name);
  }

  private String mail() {
    return calls.suite().anyAddress();
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }
}
