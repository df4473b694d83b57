package io.artistos.local.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP server on 127.0.0.1, a virtual thread for each request. Thread-safe. */
public final class LocalHttpServer implements AutoCloseable {

  /** Answers one request. Whatever it throws is logged and becomes an empty 500. */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request) throws Exception;
  }

  private static final Logger LOG = Logger.getLogger(LocalHttpServer.class.getName());

  /** Of a slow body. */
  private static final int PIECES = 10;

  private static final int MOST_PIECE = 16 << 10;

  static {
    // Without TCP_NODELAY every answer of two segments waits 40 ms for the client's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Clients keep pools of connections; closing those early makes them see resets.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
    System.setProperty("sun.net.httpserver.idleInterval", "600");
  }

  private final HttpServer server;
  private final ExecutorService executor;
  private final boolean tls;

  private LocalHttpServer(HttpServer server, ExecutorService executor, boolean tls) {
    this.server = server;
    this.executor = executor;
    this.tls = tls;
  }

  /**
   * Starts listening.
   *
   * @param port 0 takes a free one
   * @param tls plain HTTP when null
   * @throws UncheckedIOException caused by a {@link BindException} when the port is taken
   */
  public static LocalHttpServer start(int port, @Nullable SSLContext tls, Handler handler) {
    return startStreaming(port, tls, exchange -> answer(exchange, handler));
  }

  /** The same for bodies too large to be held: the handler reads and writes them itself. */
  public static LocalHttpServer startStreaming(
      int port, @Nullable SSLContext tls, HttpHandler handler) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      HttpServer server;
      if (tls == null) {
        server = HttpServer.create(address, 1024);
      } else {
        HttpsServer https = HttpsServer.create(address, 1024);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = https;
      }
      ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(executor);
      server.createContext("/", handler);
      server.start();
      return new LocalHttpServer(server, executor, tls != null);
    } catch (BindException e) {
      throw new UncheckedIOException("port " + port + " is taken", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http(s)://127.0.0.1:port}, without a trailing slash. */
  public URI uri() {
    return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port());
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  /** Takes no more requests, lets those under way finish for at most {@code grace}, then stops. */
  public void close(Duration grace) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warning("requests are cut off: they took longer than " + grace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      Response response;
      try {
        response = handler.handle(request(exchange, exchange.getRequestBody().readAllBytes()));
      } catch (Exception e) {
        LOG.log(
            Level.SEVERE,
            exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
            e);
        response = Response.empty(500);
      }
      if (!response.isCut()) {
        write(exchange, response);
      }
    }
  }

  /** An exchange's request with a body that was read from it. */
  public static Request request(HttpExchange exchange, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), v));
    URI uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        uri.getRawQuery(),
        headers,
        body,
        exchange.getRemoteAddress());
  }

  /** Answers an exchange. */
  public static void write(HttpExchange exchange, Response response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response.headers().forEach(headers::set);
    boolean bodyless =
        exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304;
    if (bodyless || response.body().length == 0) {
      exchange.sendResponseHeaders(response.status(), -1);
    } else {
      exchange.sendResponseHeaders(response.status(), response.body().length);
      OutputStream out = exchange.getResponseBody();
      send(new ByteArrayInputStream(response.body()), response.body().length, out, response.over());
    }
  }

  /**
   * Sends a body, a small buffer at a time, in ten pieces or more where it is to take its time; an
   * interrupted one ends where it is.
   *
   * @param length in bytes, at least 1; a guess where it is not known
   * @param over how long it takes; zero sends it at once
   */
  public static void send(InputStream body, long length, OutputStream out, Duration over)
      throws IOException {
    if (over.isZero()) {
      body.transferTo(out);
      return;
    }
    int piece = Math.clamp(Math.ceilDiv(length, PIECES), 1, MOST_PIECE);
    Duration pause = over.dividedBy(Math.ceilDiv(length, piece));
    byte[] buffer = new byte[piece];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      out.write(buffer, 0, read);
      out.flush();
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
