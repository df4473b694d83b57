package io.artistos.shared.fans;

import io.artistos.shared.geo.Location;
import io.artistos.shared.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fan, as the artist's people see it.
 *
 * @param shownAs the address with its domain in its own script, where that is another text and safe
 *     to show
 * @param language of the form that was shown last, BCP 47
 * @param signedUpAt of the current sign-up
 * @param page the fan page's slug at the time
 * @param pageId its id, which a filter takes
 * @param source where the form stood
 * @param fields what forms asked for, by key
 */
public record FanView(
    String id,
    String email,
    @Nullable String shownAs,
    @Nullable String firstName,
    FanStatus status,
    String language,
    Instant signedUpAt,
    String page,
    String pageId,
    @Nullable String source,
    @Nullable Location location,
    @Nullable Instant confirmedAt,
    @Nullable Instant unsubscribedAt,
    List<String> tags,
    Map<String, String> fields) {

  static FanView of(Fan fan) {
    return new FanView(
        fan.id(),
        fan.email(),
        shownAs(fan.email()),
        fan.firstName(),
        fan.status(),
        fan.language(),
        fan.signup().at(),
        fan.signup().page(),
        fan.signup().pageId(),
        fan.signup().source(),
        fan.signup().location(),
        fan.confirmedAt(),
        fan.unsubscribedAt(),
        fan.tags(),
        fan.fields());
  }

  private static @Nullable String shownAs(String email) {
    return EmailAddress.parse(email)
        .map(EmailAddress::shown)
        .filter(shown -> !shown.equals(email))
        .orElse(null);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "FanView[" + id + "]";
  }
}
