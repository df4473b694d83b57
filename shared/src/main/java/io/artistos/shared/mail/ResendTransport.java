package io.artistos.shared.mail;

import com.resend.core.net.AbstractHttpResponse;
import com.resend.core.net.HttpMethod;
import com.resend.core.net.IHttpClient;
import com.resend.core.net.RequestOptions;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.BoundedBody;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What carries the Resend SDK's calls, in place of its own client: the address is a setting, one
 * connection pool serves the process, there are time-outs, and the response's headers are seen.
 * Resend asks for a User-Agent and answers 403 without one. Thread-safe.
 */
final class ResendTransport implements IHttpClient<String> {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration WAIT = Duration.ofSeconds(10);

  /** An answer to a batch has some 5 kB. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String USER_AGENT = "artistos/1";

  private final URI baseUrl;
  private final Duration answer;
  private final HttpClient client;

  /**
   * @param baseUrl without a slash at the end
   * @param answer how long an answer may take as a whole, far less than a claim lasts
   */
  ResendTransport(URI baseUrl, Duration answer) {
    this.baseUrl = baseUrl;
    this.answer = answer;
    this.client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  /**
   * An answer with the time that Resend asks to wait, which the SDK's own type has no place for.
   */
  static final class Answer extends AbstractHttpResponse<String> {

    private final @Nullable Duration retryAfter;

    private Answer(HttpResponse<byte[]> response) {
      super(
          response.statusCode(),
          new String(response.body(), StandardCharsets.UTF_8),
          response.statusCode() / 100 == 2);
      this.retryAfter =
          response
              .headers()
              .firstValue("retry-after")
              .filter(seconds -> seconds.matches("\\d{1,6}"))
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(null);
    }

    @Nullable Duration retryAfter() {
      return retryAfter;
    }
  }

  @Override
  public Answer perform(
      String path,
      String apiKey,
      HttpMethod method,
      @Nullable String payload,
      @Nullable MediaType type,
      @Nullable RequestOptions options) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .header("Authorization", "Bearer " + apiKey)
            .header("User-Agent", USER_AGENT)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    if (options != null) {
      if (options.getIdempotencyKey() != null) {
        request.header("Idempotency-Key", options.getIdempotencyKey());
      }
      options.getAdditionalHeaders().forEach(request::header);
    }
    request.method(
        method.name(),
        payload == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(payload));
    return send(request.build());
  }

  /** The limit is for the whole answer; a request's own time-out ends with the headers. */
  private Answer send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedBody(MOST_BYTES));
    try {
      return new Answer(exchange.get(answer.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw new Unavailable("Resend", WAIT, e.getCause());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new Unavailable("Resend", WAIT, e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unavailable("Resend", WAIT, e);
    }
  }

  @Override
  public Answer perform(
      String path,
      String apiKey,
      HttpMethod method,
      @Nullable String payload,
      @Nullable MediaType type) {
    return perform(path, apiKey, method, payload, type, (RequestOptions) null);
  }

  @Override
  public Answer perform(
      String path,
      String apiKey,
      HttpMethod method,
      @Nullable String payload,
      @Nullable MediaType type,
      Map<String, String> headers) {
    RequestOptions.Builder options = RequestOptions.builder();
    headers.forEach(options::add);
    return perform(path, apiKey, method, payload, type, options.build());
  }

  // Uploads of files, which none of our calls makes.

  @Override
  public AbstractHttpResponse<String> performMultipart(
      String path,
      String apiKey,
      HttpMethod method,
      File file,
      @Nullable MediaType type,
      Map<String, String> fields) {
    throw new UnsupportedOperationException("multipart");
  }

  @Override
  public AbstractHttpResponse<String> performMultipart(
      String path,
      String apiKey,
      HttpMethod method,
      File file,
      @Nullable MediaType type,
      Map<String, String> fields,
      RequestOptions options) {
    throw new UnsupportedOperationException("multipart");
  }

  @Override
  public AbstractHttpResponse<String> performMultipart(
      String path,
      String apiKey,
      HttpMethod method,
      byte[] bytes,
      String name,
      @Nullable MediaType type,
      Map<String, String> fields) {
    throw new UnsupportedOperationException("multipart");
  }

  @Override
  public AbstractHttpResponse<String> performMultipart(
      String path,
      String apiKey,
      HttpMethod method,
      byte[] bytes,
      String name,
      @Nullable MediaType type,
      Map<String, String> fields,
      RequestOptions options) {
    throw new UnsupportedOperationException("multipart");
  }
}
