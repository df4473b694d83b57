package io.artistos.shared.spotify;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.local.vendors.spotify.ConsentPolicy;
import io.artistos.local.vendors.spotify.Spotify;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.http.Call;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.ResendMail;
import io.artistos.shared.notices.ArtistMailer;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.notices.MailReaders;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.performance.DayFigures;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One artist of their own, with everything around Spotify wired as in the app. */
final class SpotifyWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  final TestPlatform platform = TestPlatform.get();
  final Spotify spotify = platform.vendors().spotify();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final Secrets secrets = name -> new Secret<>(TestPlatform.SPOTIFY.clientSecret());
  final TenantKeys keys = platform.tenantKeys(clock);
  final Accounts accounts = new Accounts(platform.database(), clock);
  final SpotifyPullQueue queue = new SpotifyPullQueue(platform.emptyQueue(Queues.SPOTIFY_PULLS));
  final ArtistMails mails =
      new ArtistMails(platform.database(), platform.emptyQueue(Queues.ARTIST_MAIL), clock);
  private final String slug = "mira-" + HexFormat.of().toHexDigits(random.nextLong());
  final TenantId tenant = openArtist(slug);
  final SpotifyConnections connections = new SpotifyConnections(platform.database(), keys);
  final SpotifyConnecting connecting = connecting(client());
  private final HttpClient http = HttpClient.newHttpClient();

  SpotifyWorld() {
    spotify.consentPolicy(ConsentPolicy.APPROVE);
    spotify.faults().clear();
    spotify.rotatesConfidential(true);
    spotify.mode(io.artistos.local.vendors.spotify.Mode.EXTENDED);
  }

  SpotifyClient client() {
    return new SpotifyClient(Optional.of(app()), secrets, clock);
  }

  private SpotifyApp app() {
    return new SpotifyApp(
        spotify.accountsUri(),
        spotify.apiUri(),
        TestPlatform.SPOTIFY.clientId(),
        TestPlatform.SPOTIFY.redirectUris().getFirst(),
        "spotify-client-secret");
  }

  SpotifyConnecting connecting(SpotifyClient client) {
    return new SpotifyConnecting(platform.database(), keys, accounts, client, queue, random, clock);
  }

  SpotifyPulls pulls() {
    return new SpotifyPulls(platform.database(), keys, accounts, client(), queue, mails, clock);
  }

  SpotifyRounds rounds() {
    return new SpotifyRounds(platform.database(), keys, queue, clock, 2);
  }

  /** Goes through the consent page and gives the query with which the browser comes back. */
  Map<String, String> consent() {
    return consent(tenant);
  }

  Map<String, String> consent(TenantId who) {
    URI url = connecting.begin(who, new ArtistPage(Spotify.MIRA_SOL));
    try {
      HttpResponse<String> redirect =
          http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      return query(URI.create(redirect.headers().firstValue("Location").orElseThrow()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Connects and leaves the first pull's message on the queue. */
  void connect() {
    connecting.comeBack(call(consent()));
  }

  static Call call(Map<String, String> query) {
    return new Call("GET", URI.create("/spotify/callback"), Map.of(), query, Optional.empty());
  }

  static Map<String, String> query(URI uri) {
    return Stream.of(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  SpotifyPullMessage message() {
    return new SpotifyPullMessage(tenant, Nights.of(clock.instant()), null);
  }

  /** Handles every message that can be received now; how many were ours. */
  int handleMessages() {
    List<SpotifyPullMessage> ours =
        platform.receive(Queues.SPOTIFY_PULLS, SpotifyPullMessage.class).stream()
            .filter(message -> message.tenant().equals(tenant))
            .toList();
    ours.forEach(pulls()::handle);
    return ours.size();
  }

  /**
   * A day later, with this artist's pull asked for; rounds are the platform's, and another test's.
   */
  void nextNight() {
    clock.advance(Duration.ofDays(1));
    Instant now = clock.instant();
    connections.update(tenant, connection -> connection.with(Pull.due(Nights.of(now), now)));
  }

  SpotifyConnection connection() {
    return connections.read(tenant).map(Versioned::value).orElseThrow();
  }

  Optional<DayFigures> snapshot(LocalDate day) {
    return platform
        .database()
        .tenant(tenant, Containers.PERFORMANCE)
        .read("spotify-" + day, DayFigures.class)
        .map(Versioned::value);
  }

  /** Sends what was asked for; all that the artist has got by now. */
  List<ReceivedMail> artistMail() {
    ArtistMailer mailer =
        new ArtistMailer(
            platform.database(),
            accounts,
            new MailReaders(
                new Teams(platform.database()), user -> Optional.of(slug + "@band.example")),
            List.of(new SpotifyReconnectMail(platform.database(), keys)),
            "hello@app.artistos.example",
            new MailSending(
                new ResendMail(
                    platform.vendors().resendUri(),
                    name -> new Secret<>(TestPlatform.RESEND_KEY),
                    "resend"),
                clock,
                random),
            mails);
    platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class).stream()
        .filter(message -> message.tenant().equals(tenant))
        .forEach(mailer::handle);
    return platform.vendors().mailsTo(slug + "@band.example");
  }

  TenantId openArtist() {
    return openArtist("mira-" + HexFormat.of().toHexDigits(random.nextLong()));
  }

  private TenantId openArtist(String name) {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Sol",
                new Slug(name),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                TestPlatform.STATED),
            "user_owner",
            Optional.empty())
        .tenantId();
  }
}
