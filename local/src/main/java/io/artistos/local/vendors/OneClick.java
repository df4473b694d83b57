package io.artistos.local.vendors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves a list as a mail client does: one-click unsubscribe of RFC 8058. */
final class OneClick implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(OneClick.class.getName());
  private static final String BODY = "List-Unsubscribe=One-Click";
  private static final Pattern URIS = Pattern.compile("<([^<>]*)>");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** RFC 8058 knows no redirects and no cookies. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LIMIT)
          .build();

  /**
   * Where the mail says to post; empty unless it has both headers. Plain http is taken too, which
   * the RFC does not, because links on one machine are plain.
   */
  static Optional<URI> address(ReceivedMail mail) {
    String uris = mail.header("List-Unsubscribe");
    String post = mail.header("List-Unsubscribe-Post");
    if (uris == null || post == null || !post.strip().equalsIgnoreCase(BODY)) {
      return Optional.empty();
    }
    Matcher matcher = URIS.matcher(uris);
    while (matcher.find()) {
      String text = matcher.group(1).strip();
      if (text.toLowerCase(Locale.ROOT).matches("https?://.*")) {
        try {
          return Optional.of(new URI(text)).filter(uri -> uri.getHost() != null);
        } catch (java.net.URISyntaxException e) {
          LOG.warning("inbox: a List-Unsubscribe header has an address that is none");
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Posts to the address; the status of the answer, empty when there was none. */
  OptionalInt post(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      LOG.info(() -> "inbox: one-click unsubscribe was answered " + status);
      return OptionalInt.of(status);
    } catch (IOException e) {
      LOG.warning(() -> "inbox: one-click unsubscribe had no answer, " + e.getClass().getName());
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
