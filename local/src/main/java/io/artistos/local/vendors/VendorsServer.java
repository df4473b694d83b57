package io.artistos.local.vendors;

import io.artistos.local.faults.FaultControl;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.ClerkOptions;
import io.artistos.local.vendors.model.ModelApi;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.local.vendors.spotify.Spotify;
import io.artistos.local.vendors.spotify.SpotifyOptions;
import io.artistos.local.vendors.turnstile.TurnstileApi;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Logger;

/**
 * The vendors' APIs over plain HTTP on loopback. Mail sent through the Resend stand-in lands in an
 * inbox that has pages, JSON and methods for tests. Thread-safe.
 */
public final class VendorsServer implements AutoCloseable {

  /**
   * What the stand-ins need.
   *
   * @param port 0 takes a free one
   * @param file the H2 MVStore that keeps mails and idempotency keys; its folder must exist; one
   *     server to a file
   * @param clock for times of arrival, the rate limit and the life of idempotency keys
   * @param spotify the one app that Spotify's stand-in knows
   * @param clerk the one application that Clerk's stand-in knows
   */
  public record Options(
      int port,
      Path file,
      Clock clock,
      ResendOptions resend,
      ModelOptions model,
      SpotifyOptions spotify,
      ClerkOptions clerk) {}

  private static final Logger LOG = Logger.getLogger(VendorsServer.class.getName());
  private static final String RESEND = "/resend";
  private static final String MODEL = "/model";
  private static final String CONTROL = "/control";
  private static final String FAULTS = CONTROL + "/faults";

  private final MailStore store;
  private final ResendApi resend;
  private final ModelApi model;
  private final TurnstileApi turnstile;
  private final Inbox inbox;
  private final Spotify spotify;
  private final Clerk clerk;
  private final FaultControl faults;
  private final LocalHttpServer server;

  private VendorsServer(Options options) {
    store = new MailStore(options.file(), options.clock().instant());
    resend = new ResendApi(options.resend(), store, options.clock());
    model = new ModelApi(options.model());
    turnstile = new TurnstileApi(options.clock());
    inbox = new Inbox(store);
    try {
      spotify = Spotify.open(options.spotify(), options.file(), options.clock(), this::uri);
    } catch (RuntimeException e) {
      inbox.close();
      store.close();
      throw e;
    }
    try {
      clerk = Clerk.open(options.clerk(), options.file(), options.clock(), this::uri);
    } catch (RuntimeException e) {
      spotify.close();
      resend.close();
      inbox.close();
      store.close();
      throw e;
    }
    faults =
        new FaultControl(
            resend.control().faults(),
            spotify.faults(),
            clerk.faults(),
            model.faults(),
            turnstile.faults());
    try {
      server = LocalHttpServer.start(options.port(), null, this::handle);
    } catch (RuntimeException e) {
      clerk.close();
      spotify.close();
      resend.close();
      inbox.close();
      store.close();
      throw e;
    }
    LOG.info(() -> "vendors at " + server.uri() + ", inbox at " + inboxUri());
  }

  /**
   * Starts the server.
   *
   * @throws java.io.UncheckedIOException when the port is taken
   * @throws org.h2.mvstore.MVStoreException when the file cannot be used
   */
  public static VendorsServer start(Options options) {
    return new VendorsServer(options);
  }

  /** {@code http://127.0.0.1:port}, without a trailing slash. */
  public URI uri() {
    return server.uri();
  }

  /** The base address of the Resend API: what stands in place of {@code https://api.resend.com}. */
  public URI resendUri() {
    return URI.create(uri() + RESEND);
  }

  /** The base address of the language model's API, as clients want it: {@code …/v1}. */
  public URI modelUri() {
    return URI.create(uri() + MODEL + "/v1");
  }

  /** What stands in place of {@code https://challenges.cloudflare.com/turnstile/v0}. */
  public URI turnstileUri() {
    return URI.create(uri() + TurnstileApi.PATH);
  }

  /** Answers and faults of Turnstile's stand-in. */
  public TurnstileApi turnstile() {
    return turnstile;
  }

  /** Faults, quota and counts of the Resend stand-in. */
  public ResendControl resend() {
    return resend.control();
  }

  /** Faults and last requests of the model's stand-in. */
  public ModelApi model() {
    return model;
  }

  /** The inbox page. */
  public URI inboxUri() {
    return URI.create(uri() + "/inbox");
  }

  /** The stand-in for Spotify, to be steered. */
  public Spotify spotify() {
    return spotify;
  }

  /** The stand-in for Clerk, to be steered. */
  public Clerk clerk() {
    return clerk;
  }

  /** Has the faults of another server steered at this one's {@code /control/faults} too. */
  public void steerAlso(Faults standIn) {
    faults.include(standIn);
  }

  /** All accepted mails, oldest first. */
  public List<ReceivedMail> mails() {
    return store.all();
  }

  /** The mails to an address (to, cc or bcc, with or without a name), oldest first. */
  public List<ReceivedMail> mailsTo(String address) {
    return store.to(address);
  }

  /**
   * Waits for a mail to {@code address} that satisfies {@code wanted} and gives the oldest such;
   * one that is there already counts.
   *
   * @param wanted quick, and without calls to this server: nothing is accepted while it runs
   * @throws IllegalStateException when the limit passes first
   */
  public ReceivedMail awaitMail(String address, Predicate<ReceivedMail> wanted, Duration limit) {
    return store.await(address, wanted, limit);
  }

  /** Stops at once; what was accepted stays in the file. */
  @Override
  public void close() {
    server.close();
    clerk.close();
    spotify.close();
    resend.close();
    inbox.close();
    store.close();
  }

  /** For tests that hold it. */
  MailStore store() {
    return store;
  }

  private Response handle(Request request) {
    String path = request.path();
    if (path.equals("/")) {
      return Response.empty(303).with("Location", "/inbox");
    }
    if (path.equals(FAULTS) || path.startsWith(FAULTS + "/")) {
      return faults.handle(request, path.substring(FAULTS.length()));
    }
    if (path.startsWith(RESEND + "/")) {
      return resend.handle(request, path.substring(RESEND.length()));
    }
    if (Spotify.serves(path)) {
      return spotify.handle(request);
    }
    if (Clerk.serves(path)) {
      return clerk.handle(request);
    }
    if (path.startsWith(CONTROL + RESEND + "/")) {
      return resend.control().handle(request, path.substring((CONTROL + RESEND).length()));
    }
    if (path.startsWith(MODEL + "/")) {
      return model.handle(request, path.substring(MODEL.length()));
    }
    if (path.startsWith(TurnstileApi.PATH + "/")) {
      return turnstile.handle(request, path.substring(TurnstileApi.PATH.length()));
    }
    if (path.startsWith(CONTROL + MODEL + "/")) {
      return model.control(request, path.substring((CONTROL + MODEL).length()));
    }
    Response response = path.startsWith("/inbox") ? inbox.handle(request) : null;
    return response == null
        ? Response.text(404, path + " is not served by the local vendors\n")
        : response;
  }
}
