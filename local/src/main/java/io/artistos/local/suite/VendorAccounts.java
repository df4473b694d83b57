package io.artistos.local.suite;

import io.artistos.local.vendors.ResendOptions;
import io.artistos.local.vendors.VendorsServer;
import io.artistos.local.vendors.clerk.ClerkOptions;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.local.vendors.spotify.SpotifyOptions;
import io.artistos.local.vendors.turnstile.TurnstileApi;
import io.artistos.local.vendors.webhooks.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the suite has with the vendors: keys, registered addresses, limits. */
final class VendorAccounts {

  /** The newest of the published figures (contracts, section 1.5). */
  static final int RESEND_REQUESTS_PER_SECOND = 10;

  private static final String FAN_DOMAIN = "mail.artistos.example";
  private static final String ARTIST_DOMAIN = "app.artistos.example";
  private static final String SPOTIFY_CLIENT_ID = "artistos-local";
  private static final String MODEL = "local-planner";

  private final LocalSecrets secrets;
  private final URI publicUrl;
  private final int resendRequestsPerSecond;

  VendorAccounts(LocalSecrets secrets, URI publicUrl, int resendRequestsPerSecond) {
    this.secrets = secrets;
    this.publicUrl = publicUrl;
    this.resendRequestsPerSecond = resendRequestsPerSecond;
  }

  VendorsServer.Options options(int port, Path file, Clock clock) {
    return new VendorsServer.Options(
        port, file, clock, resend(), new ModelOptions(secrets.modelKey()), spotify(), clerk());
  }

  /** What the app is told of them; the keys it finds in the vault. */
  Map<String, String> settings(VendorsServer vendors) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("RESEND_URL", vendors.resendUri().toString());
    settings.put("RESEND_REQUESTS_PER_SECOND", Integer.toString(resendRequestsPerSecond));
    settings.put("FAN_MAIL_SENDER", "news@" + FAN_DOMAIN);
    settings.put("ARTIST_MAIL_SENDER", "hello@" + ARTIST_DOMAIN);
    settings.put("SPOTIFY_ACCOUNTS_URL", vendors.spotify().accountsUri().toString());
    settings.put("SPOTIFY_API_URL", vendors.spotify().apiUri().toString());
    settings.put("SPOTIFY_CLIENT_ID", SPOTIFY_CLIENT_ID);
    settings.put("MODEL_URL", vendors.modelUri().toString());
    settings.put("MODEL_NAME", MODEL);
    settings.put("TURNSTILE_URL", vendors.turnstileUri().toString());
    settings.put("TURNSTILE_SITE_KEY", TurnstileApi.SITE_KEY);
    settings.put("CLERK_ISSUER", vendors.clerk().issuer().toString());
    settings.put("CLERK_API_URL", vendors.clerk().backendUri().toString());
    settings.put("CLERK_AUTHORIZED_PARTIES", publicUrl.toString());
    return settings;
  }

  private ResendOptions resend() {
    return new ResendOptions(
        secrets.resendKey(),
        resendRequestsPerSecond,
        List.of(FAN_DOMAIN, ARTIST_DOMAIN),
        Optional.of(
            new Webhook(publicUrl.resolve("/webhooks/resend"), secrets.resendWebhookSecret())));
  }

  private SpotifyOptions spotify() {
    return new SpotifyOptions(
        SPOTIFY_CLIENT_ID,
        secrets.spotifyClientSecret(),
        List.of(publicUrl.resolve("/spotify/callback")));
  }

  private ClerkOptions clerk() {
    return new ClerkOptions(
        secrets.clerkSecretKey(),
        List.of(publicUrl),
        Optional.of(
            new Webhook(publicUrl.resolve("/webhooks/clerk"), secrets.clerkWebhookSecret())));
  }
}
