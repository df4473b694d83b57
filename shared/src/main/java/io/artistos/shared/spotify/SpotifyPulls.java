package io.artistos.shared.spotify;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.performance.DayFigures;
import io.artistos.shared.performance.Snapshots;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.spotify.SpotifyConnection.LastPull;
import io.artistos.shared.spotify.SpotifyFailure.Busy;
import io.artistos.shared.spotify.SpotifyFailure.Refused;
import io.artistos.shared.spotify.SpotifyFailure.TokenRefused;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Pulls one tenant's figures of one night, once, however often it is asked to: the connection's
 * item is claimed by its ETag first, and the snapshot can be created only once. Thread-safe.
 *
 * <p>Cosmos: two reads of {@code accounts} and a third when the tenant's key is not at hand, two
 * writes and a third when the access token was refreshed, one create in {@code performance}.
 */
public final class SpotifyPulls {

  private static final Logger LOG = Logger.getLogger(SpotifyPulls.class.getName());

  private final Accounts accounts;
  private final SpotifyConnections connections;
  private final SpotifyAccess access;
  private final SpotifyReader reader;
  private final Snapshots snapshots;
  private final SpotifyPullQueue queue;
  private final Clock clock;

  public SpotifyPulls(
      Database database,
      TenantKeys keys,
      Accounts accounts,
      SpotifyClient client,
      SpotifyPullQueue queue,
      ArtistMails mails,
      Clock clock) {
    this.accounts = accounts;
    this.connections = new SpotifyConnections(database, keys);
    this.access = new SpotifyAccess(connections, client, mails, clock);
    this.reader = new SpotifyReader(client);
    this.snapshots = new Snapshots(database);
    this.queue = queue;
    this.clock = clock;
  }

  /** Does what the message asks for, if it still has to be done. */
  public void handle(SpotifyPullMessage message) {
    TenantId tenant = message.tenant();
    Instant now = clock.instant();
    Optional<Versioned<SpotifyConnection>> read = connections.read(tenant);
    if (read.isEmpty() || !isToBeDone(read.get().value(), message, now) || !isOpen(tenant)) {
      return;
    }
    SpotifyConnection connection = read.get().value();
    Pull claim = open(connection).running(now);
    if (connections.replace(connection.with(claim), read.get().etag())) {
      pull(connection.with(claim), claim);
    }
  }

  /** For a message that failed too often: the night is given up, the next one tries anew. */
  public void giveUp(SpotifyPullMessage message) {
    LOG.warning("pull from Spotify failed too often; tenant=" + message.tenant());
    connections.update(
        message.tenant(),
        connection -> {
          Pull pull = connection.pull();
          return pull != null && pull.day().equals(message.day()) && pull.isOpen()
              ? connection.with(pull.failed(clock.instant(), "failed-too-often"))
              : connection;
        });
  }

  private static boolean isToBeDone(
      SpotifyConnection connection, SpotifyPullMessage message, Instant now) {
    Pull pull = connection.pull();
    return connection.works()
        && pull != null
        && pull.day().equals(message.day())
        && pull.isFree(now);
  }

  private boolean isOpen(TenantId tenant) {
    try {
      accounts.open(tenant);
      return true;
    } catch (Gone | NotFound e) {
      return false;
    }
  }

  private void pull(SpotifyConnection connection, Pull claim) {
    TenantId tenant = connection.tenantId();
    try {
      DayFigures snapshot = read(access.fresh(connection), claim);
      boolean added = snapshots.add(snapshot);
      LastPull last = new LastPull(claim.day(), snapshot.at());
      boolean connected =
          finish(tenant, claim, now -> now.with(claim.done(clock.instant())).with(last));
      if (added && !connected) {
        // Disconnected while we read.
        snapshots.remove(snapshot);
      }
    } catch (SpotifyAccess.Ended e) {
      // Disconnected, or the item says by now that the artist must connect again.
      LOG.log(Level.INFO, "pull stopped, consent ended; tenant={0}", tenant);
    } catch (Busy e) {
      // A quota is counted by the day: the next night is soon enough.
      putOff(tenant, claim, e.quota() ? Duration.ofDays(1) : e.retryAfter(), reason(e), e);
    } catch (Unavailable e) {
      putOff(tenant, claim, e.retryAfter(), "spotify-unavailable", e);
    } catch (Refused e) {
      String why = e.status() == 404 ? "artist-not-found" : "refused";
      LOG.log(Level.WARNING, "pull refused; tenant=" + tenant, e);
      finish(tenant, claim, current -> current.with(claim.failed(clock.instant(), why)));
    } catch (RuntimeException e) {
      // The host tries again; the claim must not be in its way.
      finish(tenant, claim, current -> current.with(claim.givenBack(clock.instant())));
      throw e;
    }
  }

  private DayFigures read(SpotifyConnection connection, Pull claim) {
    try {
      return reader.read(connection, access.token(connection), claim.day(), clock.instant());
    } catch (TokenRefused e) {
      // Once: a second refusal is an answer about something else, and goes up.
      SpotifyConnection renewed = access.refreshed(connection);
      return reader.read(renewed, access.token(renewed), claim.day(), clock.instant());
    }
  }

  private static String reason(Busy busy) {
    return busy.quota() ? "quota-exceeded" : "rate-limited";
  }

  /** The item says until when, then a message goes out with that delay. */
  private void putOff(
      TenantId tenant, Pull claim, Duration asked, String why, RuntimeException cause) {
    LOG.log(Level.WARNING, "pull put off (" + why + "); tenant=" + tenant, cause);
    Instant now = clock.instant();
    Pull later = claim.putOff(now, asked, why);
    finish(tenant, claim, current -> current.with(later));
    if (later.isOpen()) {
      queue.send(tenant, later.day(), Duration.between(now, later.dueAt()));
    }
  }

  /** Records the outcome, unless the claim is not ours any more; false without a connection. */
  private boolean finish(TenantId tenant, Pull claim, UnaryOperator<SpotifyConnection> outcome) {
    return connections
        .update(tenant, current -> claim.equals(current.pull()) ? outcome.apply(current) : current)
        .isPresent();
  }

  private static Pull open(SpotifyConnection connection) {
    return Objects.requireNonNull(connection.pull());
  }
}
