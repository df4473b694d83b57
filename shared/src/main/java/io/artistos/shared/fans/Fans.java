package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and changes fans by the ids that callers name. Thread-safe. */
final class Fans {

  private static final int TRIES = 5;

  private final Database database;

  Fans(Database database) {
    this.database = database;
  }

  TenantItems of(TenantId tenant) {
    return database.tenant(tenant, Containers.FANS);
  }

  /**
   * One request.
   *
   * @throws NotFound when there is none
   */
  Versioned<Fan> get(TenantId tenant, String id) {
    return Optional.of(id)
        .filter(RequestIds::isOne)
        .flatMap(known -> of(tenant).read(known, Fan.class))
        .orElseThrow(() -> new NotFound("fan"));
  }

  /**
   * Reads, changes and writes. Two requests, one when {@code change} returns what it was given; one
   * more for the version that came of it.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws NotFound when there is none
   * @throws Outdated when {@code ifMatch} names another version
   */
  Versioned<Fan> change(
      TenantId tenant, String id, Optional<String> ifMatch, UnaryOperator<Fan> change) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Fan> read = get(tenant, id);
      if (ifMatch.isPresent() && !ifMatch.get().equals(read.etag())) {
        throw new Outdated();
      }
      Fan after = change.apply(read.value());
      if (after.equals(read.value())) {
        return read;
      }
      if (of(tenant).replace(id, after, read.etag())) {
        return get(tenant, id);
      }
    }
    throw new Unavailable("a fan that many change at once", Duration.ofSeconds(1), null);
  }
}
