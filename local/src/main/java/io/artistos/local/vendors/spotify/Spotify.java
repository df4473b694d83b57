package io.artistos.local.vendors.spotify;

import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Spotify on loopback, and the means to steer it. Consents, tokens and settings survive a restart;
 * faults that are due and counts do not. Thread-safe.
 */
public final class Spotify implements AutoCloseable {

  /** The artist "Mira Sol" of the catalogue. */
  public static final String MIRA_SOL = Catalogue.MIRA_SOL;

  static final String BASE = "/spotify";
  static final String ACCOUNTS = BASE + "/accounts";
  static final String API = BASE + "/api";
  static final String CONTROL = "/control/spotify";

  private static final Logger LOG = Logger.getLogger(Spotify.class.getName());

  private final Supplier<URI> server;
  private final SpotifyStore store;
  private final Grants grants;
  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint token;
  private final WebApi api;
  private final Control control;
  private final Faults faults = new Faults("spotify", Refusal::onDemand);
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  private Spotify(SpotifyOptions app, Path file, Clock clock, Supplier<URI> server) {
    this.server = server;
    store = new SpotifyStore(file, clock.instant());
    grants = new Grants(store, clock);
    authorize = new AuthorizeEndpoint(app, grants, this::consentPolicy);
    token = new TokenEndpoint(app, grants, this::rotatesConfidential);
    api = new WebApi(grants, this::mode, clock, () -> apiUri().toString());
    control = new Control(this);
  }

  /**
   * Opens the stand-in.
   *
   * @param vendorsFile this one's file lies beside it, named {@code spotify-} and its name
   * @param server where {@link #handle} is reached; asked for late
   * @throws org.h2.mvstore.MVStoreException when the file cannot be used
   */
  public static Spotify open(
      SpotifyOptions app, Path vendorsFile, Clock clock, Supplier<URI> server) {
    Path file = vendorsFile.resolveSibling("spotify-" + vendorsFile.getFileName());
    return new Spotify(app, file, clock, server);
  }

  /** Whether a path of the vendors' server is for this stand-in. */
  public static boolean serves(String path) {
    return path.startsWith("/spotify/") || path.equals(CONTROL) || path.startsWith(CONTROL + "/");
  }

  /** What stands in place of {@code https://accounts.spotify.com}; no slash at the end. */
  public URI accountsUri() {
    return URI.create(server.get() + ACCOUNTS);
  }

  /** What stands in place of {@code https://api.spotify.com}; no slash at the end. */
  public URI apiUri() {
    return URI.create(server.get() + API);
  }

  /** Answers a request that {@link #serves} claims. */
  public Response handle(Request request) {
    String path = request.path();
    Response response =
        path.startsWith(CONTROL)
            ? control.handle(request, path.substring(CONTROL.length()))
            : vendor(request, path);
    int status = response.status();
    // The query and the body hold codes and tokens.
    LOG.info(() -> "spotify: " + request.method() + " " + kind(request, path) + " " + status);
    return response;
  }

  private Response vendor(Request request, String path) {
    if (path.equals(AuthorizeEndpoint.STYLE)) {
      return authorize.style();
    }
    counts.computeIfAbsent(kind(request, path), kind -> new LongAdder()).increment();
    return faults.around(request, path.substring(BASE.length()), () -> answer(request, path));
  }

  private Response answer(Request request, String path) {
    try {
      return route(request, path);
    } catch (Refusal e) {
      return e.response();
    }
  }

  private Response route(Request request, String path) {
    if (path.equals(AuthorizeEndpoint.PATH)) {
      return authorize.answer(request);
    }
    if (path.equals(ACCOUNTS + "/api/token")) {
      return token.answer(request);
    }
    if (path.startsWith(API + "/v1/")) {
      return api.answer(request, path.substring(API.length()));
    }
    return Response.text(404, path + " is not served by the local Spotify\n");
  }

  /** What is counted: what was asked for, never an id. */
  private static String kind(Request request, String path) {
    if (path.startsWith(CONTROL)) {
      return "control";
    }
    if (path.equals(AuthorizeEndpoint.PATH)) {
      return request.method().equals("POST") ? "consent" : "authorize";
    }
    if (path.equals(ACCOUNTS + "/api/token")) {
      return switch (TokenEndpoint.grantType(request)) {
        case "authorization_code" -> "token.code";
        case "refresh_token" -> "token.refresh";
        case "client_credentials" -> "token.client";
        default -> "token.other";
      };
    }
    return path.startsWith(API + "/v1/")
        ? "api." + WebApi.kind(path.substring(API.length()))
        : "other";
  }

  /** {@link Mode#DEVELOPMENT} unless it was changed. */
  public Mode mode() {
    return store.setting("mode").map(Mode::valueOf).orElse(Mode.DEVELOPMENT);
  }

  public void mode(Mode mode) {
    put("mode", mode.name());
  }

  /** Whether refresh tokens rotate for consents without PKCE; true unless it was changed. */
  public boolean rotatesConfidential() {
    return store.setting("rotate").map(Boolean::valueOf).orElse(true);
  }

  public void rotatesConfidential(boolean rotates) {
    put("rotate", Boolean.toString(rotates));
  }

  /** {@link ConsentPolicy#ASK} unless it was changed. */
  public ConsentPolicy consentPolicy() {
    return store.setting("consent").map(ConsentPolicy::valueOf).orElse(ConsentPolicy.ASK);
  }

  public void consentPolicy(ConsentPolicy policy) {
    put("consent", policy.name());
  }

  private void put(String name, String value) {
    store.change(
        () -> {
          store.putSetting(name, value);
          return value;
        });
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /**
   * Withdraws every consent of an account, as its owner does at Spotify: its tokens are dead.
   *
   * @return how many consents there were
   */
  public int revokeConsents(Account account) {
    return grants.revoke(account);
  }

  /**
   * Requests since the start or {@link #clearCounts}, failed ones included, by kind: {@code
   * authorize}, {@code consent}, {@code token.code}, {@code token.refresh}, {@code token.client},
   * {@code api.artist}, {@code api.artist-albums} and so on. Kinds without a request are absent.
   */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }

  public void clearCounts() {
    counts.clear();
  }

  @Override
  public void close() {
    store.close();
  }
}
