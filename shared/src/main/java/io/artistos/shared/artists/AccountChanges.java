package io.artistos.shared.artists;

import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Changes of an account by its own people. Account, pages and team are written together, so that
 * what everybody lists is behind from the same moment on. Thread-safe.
 */
public final class AccountChanges {

  private static final Logger LOG = Logger.getLogger(AccountChanges.class.getName());

  private static final Duration SLUG_WINDOW = Duration.ofDays(30);
  private static final int MOST_SLUGS = 3;
  private static final int MOST_BYTES = 1_024;
  private static final int TRIES = 5;

  private final Database database;
  private final Accounts accounts;
  private final FanPages pages;
  private final SlugClaims slugs;
  private final Consumer<TenantId> listings;
  private final Clock clock;

  /**
   * @param listings settles the lists of everybody on the team
   */
  public AccountChanges(
      Database database,
      Accounts accounts,
      FanPages pages,
      SlugClaims slugs,
      Consumer<TenantId> listings,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.pages = pages;
    this.slugs = slugs;
    this.listings = listings;
    this.clock = clock;
  }

  private record State(
      Versioned<Account> account, List<Versioned<FanPage>> pages, Versioned<Team> team) {

    /** The first one: its slug is the account's. */
    Versioned<FanPage> page() {
      return pages.getFirst();
    }
  }

  /**
   * The new slug from the body's {@code slug}.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when it is none that may be had
   */
  public static Slug slug(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    Slug slug = Slug.read(fields);
    fields.check();
    return slug;
  }

  /**
   * Writes what is new. Three reads, two queries and a write; and what settling costs.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws Outdated when it names another version
   * @throws Gone when the account is deleted
   */
  public Versioned<AccountView> edit(
      TenantId tenant, Optional<String> ifMatch, AccountFields fields) {
    for (int i = 0; i < TRIES; i++) {
      State state = state(tenant);
      if (ifMatch.isPresent() && !ifMatch.get().equals(state.account().etag())) {
        throw new Outdated();
      }
      Account account = state.account().value();
      boolean same = fields.artistName().equals(account.artistName());
      Account changed = account.with(fields);
      if (same
          ? items(tenant).replace(Account.ID, changed, state.account().etag())
          : together(state, changed, page -> page.with(page.slug(), fields.artistName()))) {
        return done(tenant, state);
      }
    }
    throw contended();
  }

  /**
   * Gives the account another slug; the old one stays its own and leads to the page, too. The new
   * one is claimed first: what breaks off then leads to the page as it is, and the same change can
   * be asked for again. One that the account has already changes nothing. Three reads and two
   * queries, two reads and two creates for the claim, a batch; and what settling costs.
   *
   * @throws AlreadyExists when the slug, or what looks like it, is another's, or another page's
   * @throws NotAllowedNow {@code too-many-slugs} after three changes within 30 days
   * @throws Gone when the account is deleted
   */
  public Versioned<AccountView> changeSlug(TenantId tenant, Slug slug) {
    for (int i = 0; i < TRIES; i++) {
      State state = state(tenant);
      FanPage page = state.page().value();
      if (page.slug().equals(slug)) {
        return done(tenant, state);
      }
      Instant now = clock.instant();
      List<Instant> before = state.account().value().slugChangesAfter(now.minus(SLUG_WINDOW));
      if (before.size() >= MOST_SLUGS) {
        throw new NotAllowedNow("too-many-slugs", "A slug can change three times in 30 days.");
      }
      slugs.claim(slug, tenant, page.id());
      pages.forget(slug);
      Account changed = state.account().value().slugChanged(before, now);
      if (together(
          state,
          changed,
          one -> one.id().equals(page.id()) ? one.with(slug, one.artistName()) : one)) {
        return done(tenant, state);
      }
    }
    throw contended();
  }

  private State state(TenantId tenant) {
    TenantItems items = items(tenant);
    Versioned<Account> account = read(items, Account.ID, Account.class);
    if (account.value().deletion() != null) {
      throw new Closed();
    }
    List<Versioned<FanPage>> all = pages.versionsOf(tenant);
    if (all.isEmpty()) {
      throw none();
    }
    return new State(account, all, read(items, Team.ID, Team.class));
  }

  /** And everybody on the team is to be listed anew. */
  private boolean together(State state, Account account, UnaryOperator<FanPage> change) {
    Team team = state.team().value();
    Set<String> behind = new TreeSet<>(team.unlisted());
    behind.addAll(team.members().keySet());
    AtomicWrites writes =
        items(account.tenantId())
            .together()
            .replace(Account.ID, account, state.account().etag())
            .replace(Team.ID, team.unlisted(behind, clock.instant()), state.team().etag());
    for (Versioned<FanPage> before : state.pages()) {
      FanPage after = change.apply(before.value());
      if (!after.equals(before.value())) {
        writes = writes.replace(after.id(), after, before.etag());
      }
    }
    return writes.commit();
  }

  private Versioned<AccountView> done(TenantId tenant, State state) {
    accounts.forget(tenant);
    state.pages().forEach(page -> pages.forget(page.value()));
    try {
      listings.accept(tenant);
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "lists not settled, left to the sweeper; tenant=" + tenant, e);
    }
    return view(read(items(tenant), Account.ID, Account.class));
  }

  private static Versioned<AccountView> view(Versioned<Account> account) {
    return new Versioned<>(AccountView.of(account.value()), account.etag());
  }

  private static <T> Versioned<T> read(TenantItems items, String id, Class<T> type) {
    return items.read(id, type).orElseThrow(AccountChanges::none);
  }

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  private static NotFound none() {
    return new NotFound("artist account");
  }

  private static Unavailable contended() {
    return new Unavailable("an account that many change at once", Duration.ofSeconds(1), null);
  }
}
