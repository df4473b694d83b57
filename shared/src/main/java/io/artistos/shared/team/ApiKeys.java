package io.artistos.shared.team;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The API keys of an artist account. They belong to the account: one stays when whoever made it
 * leaves. Thread-safe.
 */
public final class ApiKeys {

  private static final int MOST = 50;
  private static final int ID_BYTES = 16;

  /** How long a key that works no more is still listed. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final Teams teams;
  private final KeyDirectory directory;
  private final SecureRandom random;
  private final Clock clock;

  public ApiKeys(Teams teams, KeyDirectory directory, SecureRandom random, Clock clock) {
    this.teams = teams;
    this.directory = directory;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes a key: a create in the directory, a read and a write of the team.
   *
   * <p>The directory comes first: after a crash between the two there is an entry that opens
   * nothing, as no team knows its key, and that goes when the key would have expired. The other way
   * round the team would list a key that nobody ever got.
   *
   * @throws Forbidden when {@code by} may not, or lacks one of the scopes
   * @throws NotAllowedNow {@code too-many-keys} when 50 work
   */
  public IssuedKey create(TenantId tenant, Insider by, NewApiKey wanted) {
    Instant now = clock.instant();
    Secret<String> text = KeyText.random(random);
    String id = Base64Url.encode(Base64Url.randomBytes(random, ID_BYTES));
    ApiKey key =
        new ApiKey(
            wanted.name(),
            KeyText.hint(text),
            wanted.scopes(),
            by.userId(),
            now,
            now.plus(wanted.life()),
            wanted.callsPerMinute(),
            null,
            null);
    KeyDirectory.Entry entry = KeyDirectory.Entry.of(text, tenant, id, wanted.life());
    directory.add(entry);
    try {
      teams.change(tenant, team -> added(team, by.userId(), id, key, now));
    } catch (Forbidden | NotAllowedNow | NotFound e) {
      directory.remove(entry);
      throw e;
    }
    return new IssuedKey(text.value(), ApiKeyView.of(id, key, now));
  }

  /** The newest first, those that stopped working in the last 30 days included; one read. */
  public Slice<ApiKeyView> list(TenantId tenant) {
    Instant now = clock.instant();
    Team team = teams.find(tenant).orElseThrow(() -> new NotFound("artist account"));
    List<ApiKeyView> all =
        team.keys().entrySet().stream()
            .filter(entry -> isRemembered(entry.getValue(), now))
            .map(entry -> ApiKeyView.of(entry.getKey(), entry.getValue(), now))
            .sorted(
                Comparator.comparing(ApiKeyView::createdAt)
                    .reversed()
                    .thenComparing(ApiKeyView::id))
            .toList();
    return new Slice<>(all, null);
  }

  /**
   * Ends a key: every call reads the team, so that no other instance lets it in after this. A read
   * and a write; one read when it was revoked before. Whoever may manage keys may revoke any, as
   * that opens nothing.
   *
   * @throws Forbidden when {@code by} may not
   * @throws NotFound when there is no such key
   */
  public void revoke(TenantId tenant, Insider by, String id) {
    Instant now = clock.instant();
    teams.change(tenant, team -> revoked(team, by.userId(), id, now));
  }

  static Team added(Team team, String by, String id, ApiKey key, Instant now) {
    TeamChanges.within(TeamChanges.permissions(team, by, Permission.KEYS_MANAGE), key.scopes());
    long working = team.keys().values().stream().filter(one -> one.works(now)).count();
    if (working >= MOST) {
      throw new NotAllowedNow(
          "too-many-keys", "At most " + MOST + " API keys work at a time. Revoke one first.");
    }
    // Every call reads this item: it must not grow with keys of long ago, nor with many of late.
    Instant oldest =
        team.keys().values().stream()
            .filter(one -> !one.works(now))
            .map(ApiKey::createdAt)
            .sorted(Comparator.reverseOrder())
            .skip(MOST - 1)
            .findFirst()
            .orElse(Instant.MIN);
    return team.withoutKeys(
            one -> !one.works(now) && (!isRemembered(one, now) || !one.createdAt().isAfter(oldest)))
        .with(id, key);
  }

  static Team revoked(Team team, String by, String id, Instant now) {
    TeamChanges.permissions(team, by, Permission.KEYS_MANAGE);
    ApiKey key = team.keys().get(id);
    if (key == null) {
      throw new NotFound("API key");
    }
    return key.revokedAt() == null ? team.with(id, key.revoked(now)) : team;
  }

  private static boolean isRemembered(ApiKey key, Instant now) {
    return now.isBefore(key.endsAt().plus(REMEMBERED));
  }
}
