package io.artistos.shared.members;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.http.Json;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where invitations are read, and their addresses sealed and opened. Thread-safe. */
public final class InvitationStore {

  private static final int PAGE = 100;

  private final Database database;
  private final TenantKeys keys;
  private final KeyedHash hash;
  private final Clock clock;

  public InvitationStore(Database database, TenantKeys keys, KeyedHash hash, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.hash = hash;
    this.clock = clock;
  }

  /** One read; none for an id that is not written like one. */
  Optional<Versioned<Invitation>> find(TenantId tenant, String id) {
    return RequestIds.isOne(id) ? items(tenant).read(id, Invitation.class) : Optional.empty();
  }

  /** Those that can be accepted, the newest first; a query. */
  List<Invitation> open(TenantId tenant) {
    Map<String, Object> parameters = Map.of("@now", Json.time(clock.instant()));
    return Page.all(
        continuation ->
            items(tenant)
                .query(
                    "c.type = 'invitation' AND c.status = 'open' AND c.expiresAt > @now",
                    "c.createdAt DESC",
                    parameters,
                    Invitation.class,
                    PAGE,
                    continuation));
  }

  /** How many were made since then, whatever became of them; a query. */
  long madeSince(TenantId tenant, Instant since) {
    return items(tenant)
        .count(
            "c.type = 'invitation' AND c.createdAt > @since", Map.of("@since", Json.time(since)));
  }

  /** Whether somebody who was invited would get this role; a query. */
  boolean isPromised(TenantId tenant, String role) {
    return open(tenant).stream().anyMatch(one -> one.role().equals(role));
  }

  /** A new one; not written yet. */
  Invitation make(
      TenantId tenant, String id, EmailAddress email, String role, String invitedBy, Instant now) {
    String sealed = keys.seal(tenant, id, Invitation.ADDRESS, new Secret<>(email.value()));
    return Invitation.open(id, tenant, sealed, hash(tenant, email), role, invitedBy, now);
  }

  /** The same for every spelling of an address; says nothing to who lacks the key. */
  String hash(TenantId tenant, EmailAddress email) {
    return hash.id("invitation " + tenant.value(), email.normalised());
  }

  /** Whom it was sent to; empty once it was accepted or revoked. */
  Optional<String> address(Invitation invitation) {
    return Optional.ofNullable(invitation.address())
        .map(
            kept ->
                keys.open(invitation.tenantId(), invitation.id(), Invitation.ADDRESS, kept)
                    .value());
  }

  TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
