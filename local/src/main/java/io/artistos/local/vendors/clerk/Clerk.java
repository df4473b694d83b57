package io.artistos.local.vendors.clerk;

import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.WebhookFault;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import io.artistos.local.vendors.webhooks.WebhookSender;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Clerk on loopback, and the means to steer it. Persons, sessions, keys and webhooks that are still
 * to be sent survive a restart; faults and counts do not. Thread-safe.
 */
public final class Clerk implements AutoCloseable {

  static final String BASE = "/clerk";
  static final String API = BASE + "/api";
  static final String FRONTEND = BASE + "/v1";
  static final String JWKS = BASE + "/.well-known/jwks.json";
  static final String CONTROL = "/control/clerk";

  private static final Logger LOG = Logger.getLogger(Clerk.class.getName());

  private final Supplier<URI> server;
  private final Origins origins;
  private final ClerkStore store;
  private final SigningKeys keys;
  private final SessionTokens tokens;
  private final Faults faults =
      new Faults("clerk", Refusal::onDemand, WebhookFault.DUPLICATE, WebhookFault.REORDER);
  private final Optional<WebhookOutbox> outbox;
  private final Optional<WebhookSender> sender;
  private final Users users;
  private final SignIn signIn;
  private final FrontendApi frontend;
  private final BackendApi backend;
  private final ClerkControl control;
  private final LongAdder jwksRequests = new LongAdder();

  private Clerk(ClerkOptions options, Path file, Clock clock, Supplier<URI> server) {
    this.server = server;
    origins = new Origins(options.origins());
    keys = new SigningKeys(file.resolveSibling(file.getFileName() + ".keys"));
    tokens = new SessionTokens(keys, clock, () -> issuer().toString());
    store = new ClerkStore(file);
    outbox =
        options
            .webhook()
            .map(
                webhook ->
                    new WebhookOutbox(
                        store, store.outbox(), clock, due -> store.event(due.subject())));
    users = new Users(store, clock, faults, outbox);
    signIn = new SignIn(this, users, origins);
    frontend = new FrontendApi(this, users, origins);
    backend = new BackendApi(options.secretKey(), users, keys);
    control = new ClerkControl(this, users);
    sender = outbox.map(box -> new WebhookSender(box, options.webhook().orElseThrow(), clock));
  }

  /**
   * Opens the stand-in.
   *
   * @param vendorsFile this one's files lie beside it, named {@code clerk-} and its name, and the
   *     same with {@code .keys}
   * @param server where {@link #handle} is reached; asked for late
   * @throws org.h2.mvstore.MVStoreException when the file cannot be used
   * @throws java.io.UncheckedIOException when the keys cannot be read
   */
  public static Clerk open(
      ClerkOptions options, Path vendorsFile, Clock clock, Supplier<URI> server) {
    Path file = vendorsFile.resolveSibling("clerk-" + vendorsFile.getFileName());
    return new Clerk(options, file, clock, server);
  }

  /** Whether a path of the vendors' server is for this stand-in. */
  public static boolean serves(String path) {
    return path.startsWith(BASE + "/") || path.startsWith(CONTROL + "/");
  }

  /** The {@code iss} of all tokens, below which the JWKS is; no slash at the end. */
  public URI issuer() {
    return URI.create(server.get() + BASE);
  }

  /** What stands in place of {@code https://api.clerk.com}; no slash at the end. */
  public URI backendUri() {
    return URI.create(server.get() + API);
  }

  /** The page to sign in on. */
  public URI signInUri() {
    return URI.create(server.get() + SignIn.PATH);
  }

  /** Answers a request that {@link #serves} claims. */
  public Response handle(Request request) {
    String path = request.path();
    if (path.equals(JWKS) || path.equals(API + BackendApi.JWKS)) {
      jwksRequests.increment();
    }
    Response response =
        path.startsWith(CONTROL)
            ? answer(request, path)
            : faults.around(request, path.substring(BASE.length()), () -> answer(request, path));
    wake();
    int status = response.status();
    // Paths and queries hold ids of persons and sessions.
    LOG.info(() -> "clerk: " + request.method() + " " + kind(path) + " " + status);
    return response;
  }

  private Response answer(Request request, String path) {
    try {
      return route(request, path);
    } catch (Refusal e) {
      return e.response();
    }
  }

  private Response route(Request request, String path) {
    if (path.startsWith(CONTROL + "/")) {
      return control.handle(request, path.substring(CONTROL.length()));
    }
    if (path.equals(JWKS) && request.method().equals("GET")) {
      return Response.json(200, keys.jwks());
    }
    if (path.equals(SignIn.PATH) || path.startsWith(SignIn.PATH + "/")) {
      return signIn.answer(request);
    }
    if (path.startsWith(FRONTEND + "/")) {
      return frontend.answer(request, path.substring(FRONTEND.length()));
    }
    if (path.startsWith(API + "/")) {
      return backend.answer(request, path.substring(API.length()));
    }
    return Response.text(404, path + " is not served by the local Clerk\n");
  }

  private static String kind(String path) {
    for (String kind : new String[] {CONTROL, JWKS, SignIn.PATH, FRONTEND, API}) {
      if (path.startsWith(kind)) {
        return kind;
      }
    }
    return "another path";
  }

  /**
   * Makes an account, which the webhook tells of.
   *
   * @return its id, {@code user_…}
   * @throws IllegalArgumentException when somebody has the address
   */
  public String person(Profile profile) {
    String id = users.create(profile).id();
    wake();
    return id;
  }

  /**
   * Changes an account, which the webhook tells of.
   *
   * @throws IllegalArgumentException when somebody else has the address, or nobody has the id
   */
  public void update(String user, Profile profile) {
    users.update(user, profile);
    wake();
  }

  /** Deletes an account with its sessions, which the webhook tells of; whether there was one. */
  public boolean delete(String user) {
    boolean deleted = users.delete(user);
    wake();
    return deleted;
  }

  /** What is known of a person now; empty when there is none of this id. */
  public Optional<Profile> profile(String user) {
    return users.find(user).map(ClerkStore.Person::profile);
  }

  /** Who has the address; empty when nobody does. */
  public Optional<String> personWith(String email) {
    return store.owner(email);
  }

  /**
   * Signs somebody in.
   *
   * @return the session's id, {@code sess_…}
   * @throws IllegalArgumentException when nobody has the id
   */
  public String signIn(String user, boolean secondFactor) {
    return users.signIn(user, secondFactor).id();
  }

  /** Signs a session out; whether it was signed in. */
  public boolean signOut(String session) {
    return users.signOut(session);
  }

  /**
   * A token of the person's newest session with or without a second factor; of a new one when there
   * is none. It is good for 60 seconds.
   *
   * @throws IllegalArgumentException when nobody has the id
   */
  public String token(String user, boolean secondFactor) {
    return token(TokenRequest.of(user, secondFactor));
  }

  /**
   * A token that may be wrong in some way.
   *
   * @throws IllegalArgumentException when there is no such person, or no such session any more
   */
  public String token(TokenRequest asked) {
    String id = asked.session();
    ClerkStore.Session session =
        id == null
            ? users.session(Objects.requireNonNull(asked.user()), asked.secondFactor())
            : users
                .active(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no such session"));
    return token(session, origins.first(), asked);
  }

  /** A sound token that a page at {@code origin} asked for, which may be nobody's. */
  String token(ClerkStore.Session session, @Nullable String origin) {
    return token(session, origin, TokenRequest.ofSession(session.id()));
  }

  private String token(ClerkStore.Session session, @Nullable String azp, TokenRequest asked) {
    boolean staff = profile(session.user()).map(Profile::staff).orElse(false);
    return tokens.token(session, staff, azp, asked);
  }

  /**
   * From now on tokens are signed with a new key; the old ones stay in the JWKS.
   *
   * @return the new key's id, {@code kid}
   */
  public String rotateKeys() {
    return keys.rotate().id();
  }

  /** Takes all keys but the newest out of the JWKS, and gives how many there were. */
  public int withdrawOldKeys() {
    return keys.withdrawOld();
  }

  /** How often the JWKS was asked for since the start, failures included. */
  public long jwksRequests() {
    return jwksRequests.sum();
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** Keeps webhooks back until they are let go again; not for longer than the server runs. */
  public void holdWebhooks(boolean hold) {
    sender.ifPresent(each -> each.hold(hold));
  }

  /** How many webhooks wait to be acknowledged. */
  public long pendingWebhooks() {
    return outbox.map(WebhookOutbox::size).orElse(0L);
  }

  /** Attempts to send a webhook since the start that ended so. */
  long webhooks(WebhookOutbox.Outcome outcome) {
    return sender.map(each -> each.count(outcome)).orElse(0L);
  }

  /** There may be something new in the outbox. */
  void wake() {
    sender.ifPresent(WebhookSender::wake);
  }

  /** Sends no more webhooks; what is in the outbox stays there. */
  @Override
  public void close() {
    sender.ifPresent(WebhookSender::close);
    store.close();
  }
}
