package io.artistos.shared.fans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.crypto.SignedLinks.Link;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the links in a fan's mail do, and the links themselves. Looking at a link changes nothing:
 * mail scanners open every link. Acting on one twice is acting on it once. Thread-safe.
 */
public final class FanLinks {

  private static final Duration CONFIRM_WITHIN = Duration.ofDays(7);

  private final Database database;
  private final Accounts accounts;
  private final FanPages pages;
  private final SignedLinks links;
  private final URI publicUrl;
  private final Clock clock;

  /**
   * @param publicUrl where fans reach the app, without a slash at the end
   */
  public FanLinks(
      Database database,
      Accounts accounts,
      FanPages pages,
      SignedLinks links,
      URI publicUrl,
      Clock clock) {
    this.database = database;
    this.pages = pages;
    this.accounts = accounts;
    this.links = links;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Where a fan confirms, for the mail. */
  URI confirmUrl(Fan fan) {
    return URI.create(
        publicUrl + "/confirm?t=" + token(Purpose.CONFIRM, fan) + "&lang=" + fan.language());
  }

  /** Where a fan leaves, for the mail's text and its List-Unsubscribe header (RFC 8058). */
  URI unsubscribeUrl(Fan fan) {
    return URI.create(
        publicUrl
            + "/unsubscribe?t="
            + token(Purpose.UNSUBSCRIBE, fan)
            + "&lang="
            + fan.language());
  }

  private String token(Purpose purpose, Fan fan) {
    return links.sign(purpose, new Link(fan.tenantId(), fan.id(), fan.signup().at()));
  }

  /**
   * What was confirmed.
   *
   * @param goOn where the artist wants fans to go on to, and may send them
   */
  public record Confirmation(String artistName, Optional<URI> goOn) {}

  /**
   * Whose confirmation link it is; at most one request to Cosmos.
   *
   * @return the artist's name
   * @throws InvalidToken when it is forged or older than 7 days
   * @throws Gone when the account is being deleted
   */
  public String lookAtConfirmation(String token) {
    TenantId tenant = links.verify(Purpose.CONFIRM, token, CONFIRM_WITHIN).tenant();
    return accounts.open(tenant).artistName();
  }

  /**
   * Whose unsubscribe link it is; at most one request to Cosmos. A deleted account's still works.
   *
   * @return the artist's name; empty when the account was purged, with all its fans
   * @throws InvalidToken when it is forged
   */
  public Optional<String> lookAtUnsubscription(String token) {
    return name(links.verify(Purpose.UNSUBSCRIBE, token).tenant());
  }

  /**
   * Confirms the sign-up. One read and at most one write, and reads of the account, the page and
   * the sites it may send fans to, that are cached.
   *
   * @throws InvalidToken when the link is forged, too old, older than the fan's last goodbye, or
   *     the fan was erased since
   * @throws Gone when the account is being deleted
   */
  public Confirmation confirm(String token) {
    Link link = links.verify(Purpose.CONFIRM, token, CONFIRM_WITHIN);
    Account account = accounts.open(link.tenant());
    Instant now = clock.instant();
    Fan after = update(link, fan -> fan.confirmed(link.issuedAt(), now));
    if (after.status() != FanStatus.CONFIRMED) {
      throw new InvalidToken(InvalidToken.Reason.EXPIRED);
    }
    return new Confirmation(
        account.artistName(),
        pages.find(link.tenant(), after.signup().pageId()).flatMap(pages::redirect));
  }

  /**
   * Takes the fan off the list; the first time counts. One read and at most one write. A fan who
   * was erased gets the same answer: they are off the list. So does one of a deleted account.
   *
   * @return the artist's name; empty when the account was purged, with all its fans
   * @throws InvalidToken when the link is forged
   */
  public Optional<String> unsubscribe(String token) {
    Link link = links.verify(Purpose.UNSUBSCRIBE, token);
    Instant now = clock.instant();
    database
        .tenant(link.tenant(), Containers.FANS)
        .update(link.about(), Fan.class, fan -> fan.unsubscribed(now));
    return name(link.tenant());
  }

  private Optional<String> name(TenantId tenant) {
    return accounts.find(tenant).map(Account::artistName);
  }

  private Fan update(Link link, UnaryOperator<Fan> change) {
    return database
        .tenant(link.tenant(), Containers.FANS)
        .update(link.about(), Fan.class, change)
        .orElseThrow(() -> new InvalidToken(InvalidToken.Reason.EXPIRED));
  }
}
