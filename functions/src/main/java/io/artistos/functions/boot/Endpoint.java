package io.artistos.functions.boot;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.artistos.shared.access.Gate;
import io.artistos.shared.audit.CallAudit;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.HttpErrors;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What every HTTP trigger is wrapped in: from the worker's request to {@link Call}, from {@link
 * Reply} to the worker's response, failures to problem documents (pages, for browsers), and one
 * line in the log. Thread-safe.
 */
public final class Endpoint {

  /** Who the answers of a function are for. */
  public enum Audience {
    /** People with a browser. */
    PAGE,
    /**
     * People with a browser, in a frame on somebody's site: also what goes wrong is shown there.
     */
    FRAME,
    /**
     * Forms and scripts of any site, without credentials: every answer allows any origin, and what
     * goes wrong may be shown in a frame.
     */
    ANY_SITE,
    /** Programs. */
    API
  }

  /** What a function does with a request. */
  @FunctionalInterface
  public interface Handler {
    Reply handle(Call call);
  }

  /** What a trigger's method declares, looked up once. */
  private static final ClassValue<Declared> DECLARED =
      new ClassValue<>() {
        @Override
        protected Declared computeValue(Class<?> function) {
          return Declared.by(function);
        }
      };

  private final PageViews views;
  private final Gate gate;
  private final CallAudit audit;

  public Endpoint(PageViews views, Gate gate, CallAudit audit) {
    this.views = views;
    this.gate = gate;
    this.audit = audit;
  }

  /**
   * Lets in whom the function declares, runs {@code handler}, keeps the audit log and turns
   * whatever comes of it into a response.
   *
   * @param function the trigger itself: its declaration says who may call
   */
  public HttpResponseMessage answer(
      Object function,
      HttpRequestMessage<Optional<String>> request,
      ExecutionContext context,
      Audience audience,
      Handler handler) {
    Declared declared = DECLARED.get(function.getClass());
    Call call = call(request, context).with(declared.parameters(request.getUri()));
    long start = System.nanoTime();
    Reply reply = finish(run(declared.caller(), call, context, audience, handler), audience);
    log(context, call, reply, (System.nanoTime() - start) / 1_000_000);
    return response(request, reply);
  }

  private Reply run(
      CalledBy declared, Call call, ExecutionContext context, Audience audience, Handler handler) {
    try {
      String function = context.getFunctionName();
      Call admitted = gate.admit(declared, call, visitor -> audit.refused(function, visitor, call));
      return audit.run(function, declared, admitted, let -> gate.letOut(let, handler.handle(let)));
    } catch (RuntimeException e) {
      // An empty 500, as the host gives for what a function throws; ours carries the CORS headers
      // too.
      Reply reply = HttpErrors.reply(e).orElse(Reply.empty(500));
      if (reply.status() >= 500) {
        context.getLogger().log(Level.SEVERE, context.getFunctionName() + " failed", e);
      }
      return audience != Audience.API && call.wantsHtml() ? page(call, reply, e, audience) : reply;
    }
  }

  /** The same for people: a page, with the status and headers of the problem document. */
  private Reply page(Call call, Reply reply, RuntimeException failure, Audience audience) {
    String html = views.failed(failure, Speaking.of(call));
    Reply page =
        new Reply(reply.status(), reply.headers(), html)
            .with("Content-Type", "text/html; charset=utf-8");
    return audience == Audience.PAGE
        ? page
        : page.with("Content-Security-Policy", views.framedPolicy());
  }

  private Reply finish(Reply reply, Audience audience) {
    Reply done = reply.with("X-Content-Type-Options", "nosniff");
    if (!reply.headers().containsKey("Cache-Control")) {
      done = done.with("Cache-Control", "no-store");
    }
    if (audience == Audience.ANY_SITE) {
      done = done.with("Access-Control-Allow-Origin", "*");
    }
    boolean html = reply.headers().getOrDefault("Content-Type", "").startsWith("text/html");
    if (html && !reply.headers().containsKey("Content-Security-Policy")) {
      done = done.with("Content-Security-Policy", views.contentSecurityPolicy());
    }
    return done;
  }

  private static Call call(HttpRequestMessage<Optional<String>> request, ExecutionContext context) {
    // The worker keeps its own trace context apart from the headers.
    Map<String, String> headers = new java.util.HashMap<>(request.getHeaders());
    if (context.getTraceContext() != null && context.getTraceContext().getTraceparent() != null) {
      headers.put("traceparent", context.getTraceContext().getTraceparent());
    }
    return new Call(
        request.getHttpMethod().name(),
        request.getUri(),
        Map.copyOf(headers),
        Map.copyOf(request.getQueryParameters()),
        request.getBody());
  }

  private static HttpResponseMessage response(
      HttpRequestMessage<Optional<String>> request, Reply reply) {
    HttpResponseMessage.Builder response =
        request.createResponseBuilder(HttpStatusType.custom(reply.status()));
    reply.headers().forEach(response::header);
    if (!reply.body().isEmpty()) {
      response.body(reply.body());
    }
    return response.build();
  }

  /** No address, no path, no query: tokens stand in those. */
  private static void log(ExecutionContext context, Call call, Reply reply, long millis) {
    Logger logger = context.getLogger();
    if (logger.isLoggable(Level.INFO)) {
      logger.info(
          "{\"event\":\"http\",\"function\":\"%s\",\"status\":%d,\"ms\":%d,\"trace\":\"%s\"}"
              .formatted(
                  context.getFunctionName(), reply.status(), millis, trace(call.traceParent())));
    }
  }

  /** Only what has the form of W3C trace context gets into the log: it comes from the caller. */
  private static String trace(@org.jspecify.annotations.Nullable String traceParent) {
    return traceParent != null && traceParent.matches("[0-9a-f-]{55}") ? traceParent : "";
  }
}
