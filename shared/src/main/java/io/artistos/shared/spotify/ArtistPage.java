package io.artistos.shared.spotify;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which artist's page at Spotify is meant: by id, by the address that Spotify's share button
 * copies, or by Spotify URI.
 */
public record ArtistPage(String artistId) {

  private static final int MOST_BYTES = 4_096;
  private static final int MOST = 300;
  private static final String ID = "[0-9A-Za-z]{22}";
  private static final Pattern FORMS =
      Pattern.compile(
          "(?:spotify:artist:|https://open\\.spotify\\.com/(?:intl-[a-z]{2,5}/)?artist/)?("
              + ID
              + ")/?(?:[?#].*)?");

  /**
   * From the field {@code artist} of a body.
   *
   * @throws InvalidInput when it names no artist's page
   */
  public static ArtistPage read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String text = fields.required("artist", MOST);
    Optional<ArtistPage> page = parse(text);
    if (page.isEmpty() && !text.isEmpty()) {
      fields.reject(
          "artist", "invalid", "The artist's id or link, as Spotify's share button copies it.");
    }
    fields.check();
    return page.orElseThrow();
  }

  static Optional<ArtistPage> parse(String text) {
    Matcher matcher = FORMS.matcher(text);
    return matcher.matches() ? Optional.of(new ArtistPage(matcher.group(1))) : Optional.empty();
  }
}
