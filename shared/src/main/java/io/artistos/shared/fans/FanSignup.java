package io.artistos.shared.fans;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.geo.Location;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes sign-ups. A new fan is one create in Cosmos, after at most two cached reads: the page's
 * address and the page. An address that is known already costs a read more, and a write where a new
 * mail is due. The caller cannot tell which it was. Thread-safe.
 */
public final class FanSignup {

  private final Database database;
  private final FanPages pages;
  private final KeyedHash ids;
  private final FanMailQueue queue;
  private final Clock clock;

  public FanSignup(
      Database database, FanPages pages, KeyedHash ids, FanMailQueue queue, Clock clock) {
    this.database = database;
    this.pages = pages;
    this.ids = ids;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * @param slug as it stands in the address
   * @param location of the connection
   * @param traceParent W3C trace context, handed on with the message
   * @throws NotFound when there is no such page
   */
  public void signUp(
      String slug, NewFan fan, Optional<Location> location, @Nullable String traceParent) {
    PageAddress page = pages.address(slug);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String id = ids.id(page.tenantId(), fan.email().normalised());
    ConsentWording wording = fan.consent();
    Signup signup =
        new Signup(
            now,
            page.slug().value(),
            page.pageId(),
            fan.source().orElse(null),
            wording.version(),
            wording.language().tag(),
            pages.page(slug).artistName(),
            Signup.Via.PAGE,
            location.orElse(null),
            null);
    FanMail mail = store(page, id, fan, signup);
    // Also when nothing is due, which the handler sees: the answer must not come sooner for a known
    // fan.
    queue.send(page.tenantId(), id, traceParent, mail.rest(now));
  }

  private FanMail store(PageAddress page, String id, NewFan fan, Signup signup) {
    TenantItems fans = database.tenant(page.tenantId(), Containers.FANS);
    Fan first = Fan.signedUp(id, page.tenantId(), fan, signup);
    try {
      fans.create(id, first, "fan");
      return first.mail();
    } catch (AlreadyExists e) {
      return fans.update(id, Fan.class, known -> known.signedUpAgain(fan, signup))
          .orElse(first)
          .mail();
    }
  }
}
