package io.artistos.shared.spotify;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMailComposer;
import io.artistos.shared.templates.html.mail.JtespotifyreconnectGenerated;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the artist that Spotify does not take the consent any more. Thread-safe. */
public final class SpotifyReconnectMail implements ArtistMailComposer {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

  private static final String CONSENT = "consent";

  /**
   * What the templates show.
   *
   * @param day of the consent that has ended
   */
  public record Model(String artistName, String day) {}

  private final SpotifyConnections connections;

  public SpotifyReconnectMail(Database database, TenantKeys keys) {
    this.connections = new SpotifyConnections(database, keys);
  }

  /** What is written down together with the end: a connection that ended does not end again. */
  static ArtistMail due(SpotifyConnection ended, Instant now) {
    return ArtistMail.due(
        ended.tenantId(),
        ArtistMail.Kind.SPOTIFY_RECONNECT,
        Long.toString(now.toEpochMilli()),
        Map.of(CONSENT, ended.authorizedAt().toString()),
        now);
  }

  @Override
  public ArtistMail.Kind kind() {
    return ArtistMail.Kind.SPOTIFY_RECONNECT;
  }

  /** Empty when the artist has connected again, or has disconnected. */
  @Override
  public Optional<Letter> compose(ArtistMail mail, Account account) {
    return connections
        .read(mail.tenantId())
        .map(read -> read.value())
        .filter(connection -> !connection.works())
        .filter(connection -> connection.authorizedAt().toString().equals(mail.about(CONSENT)))
        .map(connection -> letter(connection, account));
  }

  private static Letter letter(SpotifyConnection connection, Account account) {
    String day = DAY.format(connection.authorizedAt().atZone(account.timeZone()));
    Model model = new Model(account.artistName(), day);
    StringOutput html = new StringOutput();
    JtespotifyreconnectGenerated.render(new OwaspHtmlTemplateOutput(html), null, model);
    StringOutput text = new StringOutput();
    io.artistos.shared.templates.text.mail.JtespotifyreconnectGenerated.render(text, null, model);
    return new Letter("Please connect Spotify again", html.toString(), text.toString());
  }
}
