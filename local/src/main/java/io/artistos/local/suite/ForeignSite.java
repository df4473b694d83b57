package io.artistos.local.suite;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.pages.PageFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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
    return new String(
        PageFrame.resource(ForeignSite.class, "foreign-site.html"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }
}
