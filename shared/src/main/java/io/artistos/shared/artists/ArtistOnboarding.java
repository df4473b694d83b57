package io.artistos.shared.artists;

import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Opens artist accounts. Thread-safe. */
public final class ArtistOnboarding {

  private static final String OPENED = "account.opened";
  private static final int PAGE_ID_BYTES = 16;

  /** Far longer than an onboarding takes. */
  private static final Duration GIVEN_UP = Duration.ofHours(1);

  /** Earlier than the sweeper begins, so that the two never meet. */
  private static final Duration RESUMED_WITHIN = GIVEN_UP.dividedBy(2);

  private final Database database;
  private final TenantKeys keys;
  private final FanPages pages;
  private final SlugClaims slugs;
  private final AuditLog log;
  private final SecureRandom random;
  private final Clock clock;

  public ArtistOnboarding(
      Database database,
      TenantKeys keys,
      FanPages pages,
      SlugClaims slugs,
      AuditLog log,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.keys = keys;
    this.pages = pages;
    this.slugs = slugs;
    this.log = log;
    this.random = random;
    this.clock = clock;
  }

  /**
   * In {@code directory}: which account a request opens that may come again. Goes with the tenant.
   *
   * @param ttl seconds
   */
  record Opening(String id, String type, int schema, TenantId tenantId, int ttl) {

    private static final Duration KEPT = Duration.ofDays(1);

    static Opening of(String request, TenantId tenant) {
      return new Opening(idOf(request), "opening", 1, tenant, (int) KEPT.toSeconds());
    }

    static String idOf(String request) {
      return "opening:" + request;
    }
  }

  /**
   * Makes the account with its team and its fan page, the data key, and the slug's claims, in this
   * order: the last of them, the address, is what makes the rest reachable. A crash before it
   * leaves items that nobody can reach; the same request goes on with them for half an hour, and
   * {@link #clearAway} removes them after one. Two reads, a batch and three creates, a create and a
   * delete for the audit event; with {@code request} a create more.
   *
   * @param owner user id
   * @param request stands for a request that may be repeated: the account that it opened first is
   *     the answer
   * @throws AlreadyExists when the slug, or what looks like it, is taken, or was until its account
   *     was purged; nothing is left behind then
   * @throws Unavailable when the same request broke off too long ago
   */
  public FanPage open(NewArtist artist, String owner, Optional<String> request) {
    TenantId fresh = TenantId.random(random);
    TenantId tenant = request.map(id -> opening(id, fresh)).orElse(fresh);
    FanPage page = make(artist, owner, tenant);
    AuditIntent event = opened(tenant, owner, page.createdAt());
    if (!tenant.equals(fresh) && slugs.leadsTo(page.slug(), tenant)) {
      log.end(event, AuditOutcome.SUCCEEDED);
      return page;
    }
    if (page.createdAt().isBefore(clock.instant().minus(RESUMED_WITHIN))) {
      throw new Unavailable("an onboarding that broke off", GIVEN_UP, null);
    }
    makeKey(tenant);
    try {
      slugs.claim(page.slug(), tenant, page.id());
      // Somebody may have looked whether it is free.
      pages.forget(page.slug());
      log.end(event, AuditOutcome.SUCCEEDED);
    } catch (AlreadyExists e) {
      remove(tenant, page);
      request.ifPresent(id -> database.directory().delete(Opening.idOf(id)));
      throw e;
    }
    return page;
  }

  private TenantId opening(String request, TenantId fresh) {
    Opening opening = Opening.of(request, fresh);
    try {
      database.directory().create(opening.id(), opening, "opening");
      return fresh;
    } catch (AlreadyExists e) {
      return database
          .directory()
          .read(opening.id(), Opening.class)
          .orElseThrow(() -> new Unavailable("an onboarding", Duration.ofSeconds(1), e))
          .value()
          .tenantId();
    }
  }

  /** Account, team and page, all or none; the page that is there when an earlier try made them. */
  private FanPage make(NewArtist artist, String owner, TenantId tenant) {
    Instant now = clock.instant();
    String pageId = Base64Url.encode(Base64Url.randomBytes(random, PAGE_ID_BYTES));
    FanPage page =
        FanPage.of(
            pageId, tenant, artist.slug(), artist.artistName(), artist.intro().orElse(null), now);
    boolean made =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .together()
            .create(Account.of(tenant, artist, now))
            .create(Team.of(tenant, owner, now))
            .create(page)
            .create(opened(tenant, owner, now))
            .commit();
    return made
        ? page
        : pages
            .main(tenant)
            .orElseThrow(() -> new Unavailable("an onboarding", Duration.ofSeconds(1), null));
  }

  /** The same for every try, as all of them write the time of the first into the page. */
  private static AuditIntent opened(TenantId tenant, String owner, Instant at) {
    Actor actor = new Actor(Actor.Kind.PERSON, owner);
    return AuditLog.intentOnce(tenant, actor, OPENED, "accounts:" + tenant, at);
  }

  private void makeKey(TenantId tenant) {
    try {
      keys.make(tenant);
    } catch (AlreadyExists e) {
      // By an earlier try.
    }
  }

  /**
   * Removes what an onboarding left that broke off more than an hour ago: an account whose page's
   * address does not lead to it. Nobody can have put anything there. A query, three reads, at most
   * three deletes and a batch.
   *
   * @return false when it is no such account, or may still be under way
   */
  public boolean clearAway(TenantId tenant) {
    Optional<FanPage> page =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .read(Account.ID, Account.class)
            .map(Versioned::value)
            .filter(found -> found.deletion() == null)
            .filter(found -> found.createdAt().isBefore(clock.instant().minus(GIVEN_UP)))
            .flatMap(found -> pages.main(tenant));
    if (page.isEmpty() || slugs.leadsTo(page.get().slug(), tenant)) {
      return false;
    }
    slugs.release(page.get().slug(), tenant);
    remove(tenant, page.get());
    return true;
  }

  /** The key first: by the team the sweeper finds the rest. */
  private void remove(TenantId tenant, FanPage page) {
    TenantItems items = database.tenant(tenant, Containers.ACCOUNTS);
    keys.destroy(tenant);
    log.takeBack(tenant, OPENED);
    items.together().delete(page.id()).delete(Account.ID).delete(Team.ID).commit();
  }
}
