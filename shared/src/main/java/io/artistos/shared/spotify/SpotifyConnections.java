package io.artistos.shared.spotify;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.spotify.SpotifyConnection.Sealed;
import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Connections in the database, and their tokens under the tenant's key. Thread-safe. */
final class SpotifyConnections {

  private static final String REFRESH = "refreshToken";
  private static final String ACCESS = "accessToken";
  private static final String ACCOUNT = "accountId";

  private final Database database;
  private final TenantKeys keys;

  SpotifyConnections(Database database, TenantKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /** One request. */
  Optional<Versioned<SpotifyConnection>> read(TenantId tenant) {
    return items(tenant).read(SpotifyConnection.ID, SpotifyConnection.class);
  }

  /** One request; false when somebody else was quicker. */
  boolean replace(SpotifyConnection connection, String etag) {
    return items(connection.tenantId()).replace(SpotifyConnection.ID, connection, etag);
  }

  /** The same, together with mail that tells of it, or not at all. */
  boolean replace(SpotifyConnection connection, String etag, ArtistMail mail) {
    return items(connection.tenantId())
        .together()
        .replace(SpotifyConnection.ID, connection, etag)
        .create(mail)
        .commit();
  }

  /** A read and a write when something changes; empty when there is no connection. */
  Optional<SpotifyConnection> update(TenantId tenant, UnaryOperator<SpotifyConnection> change) {
    return items(tenant).update(SpotifyConnection.ID, SpotifyConnection.class, change);
  }

  /**
   * Puts a new consent in place, of whatever was there; what was pulled before stays known when the
   * artist is the same.
   */
  void put(SpotifyConnection fresh) {
    UnaryOperator<SpotifyConnection> change =
        old -> old.artistId().equals(fresh.artistId()) ? fresh.with(old.lastPull()) : fresh;
    while (update(fresh.tenantId(), change).isEmpty()) {
      try {
        items(fresh.tenantId()).create(SpotifyConnection.ID, fresh, "connection");
        return;
      } catch (AlreadyExists e) {
        // Somebody connected at the same moment; the later one counts.
      }
    }
  }

  /** One request; true when it was there. */
  boolean delete(TenantId tenant) {
    return items(tenant).delete(SpotifyConnection.ID);
  }

  /**
   * @param refresh the token to keep: the new one, or the old one when none came
   */
  Sealed seal(TenantId tenant, SpotifyTokens tokens, Secret<String> refresh) {
    return new Sealed(
        keys.seal(tenant, SpotifyConnection.ID, REFRESH, refresh),
        keys.seal(tenant, SpotifyConnection.ID, ACCESS, tokens.access()),
        tokens.accessUntil());
  }

  String sealAccountId(TenantId tenant, String accountId) {
    return keys.seal(tenant, SpotifyConnection.ID, ACCOUNT, new Secret<>(accountId));
  }

  Secret<String> refreshToken(TenantId tenant, Sealed tokens) {
    return keys.open(tenant, SpotifyConnection.ID, REFRESH, tokens.refreshToken());
  }

  Secret<String> accessToken(TenantId tenant, Sealed tokens) {
    return keys.open(tenant, SpotifyConnection.ID, ACCESS, tokens.accessToken());
  }

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
