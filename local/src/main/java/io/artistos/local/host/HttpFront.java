package io.artistos.local.host;

import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** From a request on the wire to a function and back. */
final class HttpFront {

  private static final Logger LOG = Logger.getLogger(HttpFront.class.getName());

  /** Of any HTTP response in Azure, whatever functionTimeout says (contracts 4.5). */
  private static final Duration LIMIT = Duration.ofSeconds(230);

  private static final int BODY_LIMIT = 104_857_600;

  private final Routes routes;
  private final AdminApi admin;
  private final Invoker invoker;
  private final Keys keys;
  private final Duration limit;
  private final int bodyLimit;
  private final int statusOfNull;
  private final boolean homepage;
  private final Semaphore outstanding;
  private final Semaphore concurrent;

  HttpFront(
      Routes routes,
      AdminApi admin,
      Invoker invoker,
      Keys keys,
      AppSettings settings,
      HostJson.HttpOptions options) {
    this.routes = routes;
    this.admin = admin;
    this.invoker = invoker;
    this.keys = keys;
    this.limit = settings.duration("LOCAL_HOST_HTTP_TIMEOUT", LIMIT);
    this.bodyLimit = settings.integer("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", BODY_LIMIT);
    this.statusOfNull = settings.integer("LOCAL_HOST_NULL_RESPONSE", 204);
    this.homepage = !settings.isTrue("AzureWebJobsDisableHomepage");
    this.outstanding = new Semaphore(options.maxOutstandingRequests());
    this.concurrent = new Semaphore(options.maxConcurrentRequests());
  }

  Response handle(Request request) throws InterruptedException {
    if (AdminApi.owns(request)) {
      return admin.handle(request);
    }
    Routes.Match match = routes.find(request);
    if (match == null) {
      return Routes.segments(request.path()).isEmpty() ? home() : Response.empty(404);
    }
    if (match.function().disabled()) {
      return Response.empty(404);
    }
    if (!keys.allow(match.trigger().authLevel(), match.function().name(), request)) {
      return Response.empty(401);
    }
    if (request.body().length > bodyLimit) {
      return Response.empty(413);
    }
    HttpInput input;
    try {
      input = new HttpInput(request, match.values());
    } catch (IllegalArgumentException e) {
      LOG.log(Level.INFO, match.function().name() + ": a request that cannot be expressed", e);
      return Response.empty(400);
    }
    if (!outstanding.tryAcquire()) {
      return Response.empty(429);
    }
    try {
      concurrent.acquire();
      try {
        return run(match.function(), input);
      } finally {
        concurrent.release();
      }
    } finally {
      outstanding.release();
    }
  }

  private Response run(LoadedFunction function, HttpInput input) throws InterruptedException {
    Future<Outcome> running = invoker.start(function, input);
    try {
      return switch (running.get(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        case Outcome.Succeeded done -> response(function, done);
        case Outcome.Failed failed -> Response.empty(500);
        case Outcome.TimedOut late -> Response.empty(503);
      };
    } catch (TimeoutException e) {
      // The function runs on, as it does in Azure; only its caller has gone.
      LOG.warning(function.name() + ": no answer within " + limit + ", the caller got 503");
      return Response.empty(503);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Response response(LoadedFunction function, Outcome.Succeeded done) {
    try {
      return HttpReply.response(done.value(), statusOfNull);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.SEVERE, function.name() + ": its answer cannot be sent", e);
      return Response.empty(500);
    }
  }

  private Response home() {
    return homepage
        ? Response.html(200, "<!doctype html><title>Functions</title><p>The function app is up.\n")
        : Response.empty(204);
  }
}
