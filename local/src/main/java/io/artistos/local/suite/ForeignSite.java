package io.artistos.local.suite;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Somebody else's page on an origin of its own, which embeds the demo artist's form. */
final class ForeignSite implements AutoCloseable {

  private final LocalHttpServer server;

  ForeignSite(int port, URI app, String artistSlug) {
    String page = template().replace("{{app}}", app.toString()).replace("{{artist}}", artistSlug);
    this.server = LocalHttpServer.start(port, null, request -> answer(request, page));
  }

  URI uri() {
    return server.uri();
  }

  private static Response answer(Request request, String page) {
    return request.path().equals("/") ? Response.html(200, page) : Response.empty(404);
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(ForeignSite.class.getResourceAsStream("foreign-site.html"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
