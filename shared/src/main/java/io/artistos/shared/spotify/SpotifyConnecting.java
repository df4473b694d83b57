package io.artistos.shared.spotify;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.performance.Snapshots;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Connects an artist to Spotify and takes the connection away: authorization code with a client
 * secret and PKCE (RFC 6749, 7636), a state that works once. Thread-safe.
 */
public final class SpotifyConnecting {

  private static final int RANDOM_BYTES = 32;

  /**
   * How somebody came back.
   *
   * @param artistName whose account it is
   * @param connected false when they said no
   */
  public record Outcome(String artistName, boolean connected) {}

  private final Database database;
  private final TenantKeys keys;
  private final Accounts accounts;
  private final SpotifyClient client;
  private final SpotifyConnections connections;
  private final Snapshots snapshots;
  private final SpotifyPullQueue queue;
  private final SecureRandom random;
  private final Clock clock;

  public SpotifyConnecting(
      Database database,
      TenantKeys keys,
      Accounts accounts,
      SpotifyClient client,
      SpotifyPullQueue queue,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.keys = keys;
    this.accounts = accounts;
    this.client = client;
    this.connections = new SpotifyConnections(database, keys);
    this.snapshots = new Snapshots(database);
    this.queue = queue;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Where to send the artist's browser; good for ten minutes and for one consent. One create, and
   * one read when the tenant's key is not at hand.
   *
   * @throws NotAllowedNow when the platform is not registered at Spotify
   */
  public URI begin(TenantId tenant, ArtistPage page) {
    String state = Base64Url.encode(Base64Url.randomBytes(random, RANDOM_BYTES));
    String verifier = Base64Url.encode(Base64Url.randomBytes(random, RANDOM_BYTES));
    URI url = client.authorizeUrl(state, PendingConsent.hash(verifier));
    String id = PendingConsent.idOf(state);
    String sealed = keys.seal(tenant, id, PendingConsent.VERIFIER, new Secret<>(verifier));
    PendingConsent pending =
        PendingConsent.of(id, tenant, page.artistId(), sealed, clock.instant());
    database.directory().create(id, pending, "state");
    return url;
  }

  /**
   * Takes somebody in who comes back from the consent page with {@code code} or {@code error}, and
   * {@code state}. The state is used up first, so that an address that is opened twice, or seen by
   * somebody else, connects nothing. Then the code is exchanged; killed after that, the artist has
   * to start again and nothing is left behind but a token that nobody has.
   *
   * @throws Gone when the state is unknown, used or too old, or the account is being deleted
   * @throws NotAllowedNow when Spotify does not take the code
   * @throws Unavailable when Spotify does not answer
   */
  public Outcome comeBack(Call call) {
    PendingConsent pending = use(call.query("state").orElse(""));
    Account account = accounts.open(pending.tenantId());
    Optional<String> code = call.query("code");
    if (code.isEmpty() || call.query("error").isPresent()) {
      return new Outcome(account.artistName(), false);
    }
    connect(pending, code.get());
    return new Outcome(account.artistName(), true);
  }

  private void connect(PendingConsent pending, String code) {
    TenantId tenant = pending.tenantId();
    try {
      SpotifyTokens tokens =
          client.exchange(
              code, keys.open(tenant, pending.id(), PendingConsent.VERIFIER, pending.verifier()));
      Secret<String> refresh =
          tokens
              .refresh()
              .orElseThrow(
                  () -> new Unavailable("Spotify (no refresh token)", Duration.ofMinutes(1), null));
      Instant now = clock.instant();
      SpotifyConnection connection =
          SpotifyConnection.of(
              tenant,
              pending.artistId(),
              connections.sealAccountId(tenant, client.accountId(tokens.access())),
              tokens.scope(),
              now,
              connections.seal(tenant, tokens, refresh));
      connections.put(connection);
      queue.send(tenant, Nights.of(now), Duration.ZERO);
    } catch (SpotifyFailure e) {
      throw new NotAllowedNow(
          "spotify-refused", "Spotify did not complete the connection. Please connect once more.");
    }
  }

  /** Only one caller gets it. */
  private PendingConsent use(String state) {
    String id = PendingConsent.idOf(state);
    PendingConsent pending =
        database
            .directory()
            .read(id, PendingConsent.class)
            .map(Versioned::value)
            .orElseThrow(SpotifyConnecting::tooLate);
    boolean first = database.directory().delete(id);
    if (!first || !clock.instant().isBefore(pending.until())) {
      throw tooLate();
    }
    return pending;
  }

  private static Gone tooLate() {
    return new Gone("connection request");
  }

  /** One read. */
  public ConnectionView look(TenantId tenant) {
    return connections
        .read(tenant)
        .map(Versioned::value)
        .map(ConnectionView::of)
        .orElseGet(ConnectionView::none);
  }

  /**
   * Withdraws the consent: the tokens are deleted at once, and nothing is pulled any more. Figures
   * that were pulled while there was consent stay for their twelve months unless {@code data}. One
   * delete, and with {@code data} a query and a batch for each 100 snapshots.
   */
  public void disconnect(TenantId tenant, boolean data) {
    connections.delete(tenant);
    if (data) {
      snapshots.deleteAll(tenant);
    }
  }
}
