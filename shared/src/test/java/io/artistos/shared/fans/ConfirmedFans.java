package io.artistos.shared.fans;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.geo.Location;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fans who have confirmed, written as sign-up and link would leave them. */
public final class ConfirmedFans {

  private final TenantItems fans;
  private final TenantId tenant;
  private final SecureRandom random = new SecureRandom();

  public ConfirmedFans(Database database, TenantId tenant) {
    this.fans = database.tenant(tenant, Containers.FANS);
    this.tenant = tenant;
  }

  /** Adds one and gives the id. */
  public String add(String email, String firstName, String country, Instant at) {
    return add(Base64Url.encode(Base64Url.randomBytes(random, 16)), email, firstName, country, at);
  }

  /** The same with an id of one's choice. */
  public String add(String id, String email, String firstName, String country, Instant at) {
    Signup signup =
        new Signup(
            at,
            "page",
            "page-id",
            null,
            "2026-11.en",
            "en",
            "Artist",
            Signup.Via.PAGE,
            new Location(country, null, "Town"),
            null);
    NewFan typed =
        new NewFan(
            EmailAddress.parse(email).orElseThrow(),
            Optional.ofNullable(firstName),
            ConsentWording.current(Language.EN),
            Optional.empty(),
            Map.of());
    Fan fan = Fan.signedUp(id, tenant, typed, signup).confirmed(at, at);
    fans.create(id, fan, "fan");
    return id;
  }

  public void tag(String id, String tag) {
    fans.update(id, Fan.class, fan -> fan.withTags(List.of(tag)));
  }

  public void leave(String id, Instant at) {
    fans.update(id, Fan.class, fan -> fan.unsubscribed(at));
  }

  public FanStatus status(String id) {
    return fans.read(id, Fan.class).map(Versioned::value).orElseThrow().status();
  }
}
