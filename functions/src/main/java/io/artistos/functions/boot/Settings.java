package io.artistos.functions.boot;

import io.artistos.shared.cosmos.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every setting, read once; the only reader of the environment. There are no secrets among them:
 * those come from the key vault.
 *
 * @param publicUrl {@code PUBLIC_URL}: where fans reach the app, without a slash at the end
 * @param cosmosEndpoint {@code COSMOS_ENDPOINT}
 * @param cosmosMode {@code COSMOS_MODE}: {@code gateway} (default) or {@code direct}
 * @param cosmosKeySecret {@code COSMOS_KEY_SECRET}: names the secret that holds the account's key,
 *     where the database takes no identity, as Microsoft's emulator; without it the identity is
 *     used
 * @param queueService {@code STORAGE_QUEUE_URI}
 * @param blobService {@code STORAGE_BLOB_URI}
 * @param keyVault {@code KEY_VAULT_URI}
 * @param identityClientId {@code AZURE_CLIENT_ID}: of a user-assigned identity, else the app's own
 *     is used
 * @param resendUrl {@code RESEND_URL}, {@code https://api.resend.com} by default
 * @param fanMailSender {@code FAN_MAIL_SENDER}: the address that mail to fans comes from
 * @param artistMailSender {@code ARTIST_MAIL_SENDER}: the address that mail to artists comes from,
 *     of another domain or subdomain, so that neither spoils the other's reputation
 * @param resendRequestsPerSecond {@code RESEND_REQUESTS_PER_SECOND}: of the whole team, 2 by
 *     default, the lowest of the published figures (contracts, section 1.5)
 * @param spotify where Spotify's two services are, and who we are there; without {@code
 *     SPOTIFY_CLIENT_ID} nobody can connect
 * @param clerk where people sign in
 * @param model {@code MODEL_URL} and {@code MODEL_NAME}: an OpenAI-compatible endpoint up to its
 *     version, and the model or deployment; without them plans come from the playbook
 * @param turnstile {@code TURNSTILE_SITE_KEY} and {@code TURNSTILE_URL}, the latter {@code
 *     https://challenges.cloudflare.com/turnstile/v0} by default: what pages under attack ask fans
 *     with; without a key they do without
 * @param geoDatabase {@code GEO_DATABASE}: the folder of the DB-IP City Lite database; without it
 *     no location is looked up
 * @param trustedProxies {@code TRUSTED_PROXIES}: how many proxies of ours, such as Front Door,
 *     stand before the app, 0 by default
 */
public record Settings(
    URI publicUrl,
    URI cosmosEndpoint,
    Database.Mode cosmosMode,
    Optional<String> cosmosKeySecret,
    URI queueService,
    URI blobService,
    URI keyVault,
    Optional<String> identityClientId,
    URI resendUrl,
    String fanMailSender,
    String artistMailSender,
    int resendRequestsPerSecond,
    Clerk clerk,
    Optional<Spotify> spotify,
    Optional<Model> model,
    Optional<Turnstile> turnstile,
    Optional<Path> geoDatabase,
    int trustedProxies) {

  /**
   * @param accounts {@code SPOTIFY_ACCOUNTS_URL}, {@code https://accounts.spotify.com} by default
   * @param api {@code SPOTIFY_API_URL}, {@code https://api.spotify.com} by default
   * @param clientId {@code SPOTIFY_CLIENT_ID}
   */
  public record Spotify(URI accounts, URI api, String clientId) {}

  /**
   * @param issuer {@code CLERK_ISSUER}: the instance's Frontend API, as it stands in the tokens
   * @param api {@code CLERK_API_URL}, {@code https://api.clerk.com} by default
   * @param authorizedParties {@code CLERK_AUTHORIZED_PARTIES}: the origins of our frontends, with
   *     commas between them; the public address by default
   */
  public record Clerk(URI issuer, URI api, Set<String> authorizedParties) {

    public Clerk {
      authorizedParties = Set.copyOf(authorizedParties);
    }
  }

  /** A language model's endpoint and the name of the model there. */
  public record Model(URI url, String name) {}

  /** Cloudflare's widget: where it comes from, and our public key there. */
  public record Turnstile(URI url, String siteKey) {}

  /** Of this process. */
  public static Settings fromEnvironment() {
    return of(System.getenv());
  }

  /**
   * @throws IllegalStateException naming the setting that is missing or wrong
   */
  public static Settings of(Map<String, String> environment) {
    return new Settings(
        uri(environment, "PUBLIC_URL"),
        uri(environment, "COSMOS_ENDPOINT"),
        mode(optional(environment, "COSMOS_MODE").orElse("gateway")),
        optional(environment, "COSMOS_KEY_SECRET"),
        uri(environment, "STORAGE_QUEUE_URI"),
        uri(environment, "STORAGE_BLOB_URI"),
        uri(environment, "KEY_VAULT_URI"),
        optional(environment, "AZURE_CLIENT_ID"),
        uri("RESEND_URL", optional(environment, "RESEND_URL").orElse("https://api.resend.com")),
        required(environment, "FAN_MAIL_SENDER"),
        required(environment, "ARTIST_MAIL_SENDER"),
        number(environment, "RESEND_REQUESTS_PER_SECOND", 2, 1, 1000),
        clerk(environment),
        spotify(environment),
        model(environment),
        turnstile(environment),
        optional(environment, "GEO_DATABASE").map(Path::of),
        number(environment, "TRUSTED_PROXIES", 0, 0, 9));
  }

  /** Empty when it is missing or blank: templates write "" for "none". */
  private static Optional<String> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() -> new IllegalStateException("the setting " + name + " is missing"));
  }

  private static URI uri(Map<String, String> environment, String name) {
    return uri(name, required(environment, name));
  }

  private static URI uri(String name, String value) {
    if (!value.matches("https?://[^\\s]+")) {
      throw new IllegalStateException("the setting " + name + " is not an address");
    }
    return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
  }

  private static Database.Mode mode(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "gateway" -> Database.Mode.GATEWAY;
      case "direct" -> Database.Mode.DIRECT;
      default -> throw new IllegalStateException("COSMOS_MODE is gateway or direct");
    };
  }

  private static Clerk clerk(Map<String, String> environment) {
    String parties =
        optional(environment, "CLERK_AUTHORIZED_PARTIES")
            .orElseGet(() -> uri(environment, "PUBLIC_URL").toString());
    return new Clerk(
        uri(environment, "CLERK_ISSUER"),
        uri(
            "CLERK_API_URL",
            optional(environment, "CLERK_API_URL").orElse("https://api.clerk.com")),
        Arrays.stream(parties.split(",", -1))
            .map(String::strip)
            .filter(party -> !party.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Optional<Spotify> spotify(Map<String, String> environment) {
    return optional(environment, "SPOTIFY_CLIENT_ID")
        .map(
            clientId ->
                new Spotify(
                    uri(
                        "SPOTIFY_ACCOUNTS_URL",
                        optional(environment, "SPOTIFY_ACCOUNTS_URL")
                            .orElse("https://accounts.spotify.com")),
                    uri(
                        "SPOTIFY_API_URL",
                        optional(environment, "SPOTIFY_API_URL").orElse("https://api.spotify.com")),
                    clientId));
  }

  private static Optional<Model> model(Map<String, String> environment) {
    return optional(environment, "MODEL_URL")
        .map(url -> new Model(uri("MODEL_URL", url), required(environment, "MODEL_NAME")));
  }

  private static Optional<Turnstile> turnstile(Map<String, String> environment) {
    String url =
        optional(environment, "TURNSTILE_URL")
            .orElse("https://challenges.cloudflare.com/turnstile/v0");
    return optional(environment, "TURNSTILE_SITE_KEY")
        .map(key -> new Turnstile(uri("TURNSTILE_URL", url), key));
  }

  private static int number(
      Map<String, String> environment, String name, int without, int least, int most) {
    String text = optional(environment, name).orElse(Integer.toString(without));
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new IllegalStateException(name + " is a number from " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }
}
