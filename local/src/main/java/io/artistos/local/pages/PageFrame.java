package io.artistos.local.pages;

import io.artistos.local.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** The frame, the style sheet and the headers that all pages of one stand-in have. Immutable. */
public final class PageFrame {

  /**
   * No limit on form-action: browsers hold it against redirects too, and those of the vendors lead
   * to any address that the app named.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final String stylePath;
  private final byte[] style;
  private final String policy;
  private final UnaryOperator<Html> shell;

  private PageFrame(String stylePath, byte[] style, String policy, UnaryOperator<Html> shell) {
    this.stylePath = stylePath;
    this.style = style;
    this.policy = policy;
    this.shell = shell;
  }

  /**
   * A frame whose pages bring their own landmarks.
   *
   * @param stylePath where the stand-in serves {@link #style}
   * @param directives of the Content-Security-Policy, on top of styles and icon
   * @param owner beside it on the class path is {@code sheet}, which comes after the shared rules
   */
  public static PageFrame of(String stylePath, String directives, Class<?> owner, String sheet) {
    byte[] style = together(resource(PageFrame.class, "base.css"), resource(owner, sheet));
    return new PageFrame(stylePath, style, POLICY + "; " + directives, UnaryOperator.identity());
  }

  /** A frame for the vendor's forms: its name above, the content on a sheet. */
  public static PageFrame ofForms(String vendor, String stylePath, Class<?> owner, String sheet) {
    byte[] style =
        together(
            resource(PageFrame.class, "base.css"),
            resource(PageFrame.class, "form.css"),
            resource(owner, sheet));
    return new PageFrame(stylePath, style, POLICY, content -> form(vendor, content));
  }

  private static Html form(String vendor, Html content) {
    return Html.of(
        """
        <header>%s <span class="quiet">stand-in on this machine</span></header>
        <main>
        %s</main>
        """,
        vendor, content);
  }

  /** What is served at the style sheet's path. */
  public Response style() {
    return Response.of(200, "text/css; charset=utf-8", style);
  }

  public Html page(String title, Html body) {
    return page(title, Html.NONE, body);
  }

  /** {@code head} is what the page needs there on top of title and style, each line ended. */
  public Html page(String title, Html head, Html body) {
    return Html.of(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="%s">
        %s</head>
        <body>
        %s</body>
        </html>
        """,
        title, stylePath, head, shell.apply(body));
  }

  /**
   * The page as an answer that is not kept, cannot be framed, and does what it must and no more.
   */
  public Response answer(int status, Html page) {
    return Response.html(status, page.markup())
        .with("Content-Security-Policy", policy)
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with("Cache-Control", "no-store");
  }

  /**
   * A resource beside a class.
   *
   * @throws IllegalStateException when it is not there
   */
  public static byte[] resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] together(byte[]... sheets) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] sheet : sheets) {
      all.writeBytes(sheet);
      all.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    }
    return all.toByteArray();
  }
}
