package io.artistos.shared.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.BoundedBody;
import io.artistos.shared.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's Backend API, as much of it as is needed: reading and deleting a user (contracts, section
 * 3.3). One connection pool, a limit on the time of an answer as a whole and on its size.
 * Thread-safe.
 */
public final class ClerkApi {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI api;
  private final Secrets secrets;
  private final String secretName;

  /**
   * @param api without a slash at the end
   * @param secretName names the secret key, {@code sk_…}
   */
  public ClerkApi(URI api, Secrets secrets, String secretName) {
    this.api = api;
    this.secrets = secrets;
    this.secretName = secretName;
  }

  /**
   * One request; empty when there is no such user.
   *
   * @throws Unavailable when Clerk does not say
   */
  Optional<ClerkUser> find(String userId) {
    HttpResponse<byte[]> answer = send(request(userId).GET());
    if (answer.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(
        parse(checked(answer).body()).orElseThrow(() -> unavailable(null))); // a proxy's page
  }

  /**
   * One request; deleting twice is deleting once.
   *
   * @throws Unavailable when Clerk does not say that the user is gone
   */
  public void delete(String userId) {
    HttpResponse<byte[]> answer = send(request(userId).DELETE());
    if (answer.statusCode() != NOT_FOUND) {
      checked(answer);
    }
  }

  private HttpRequest.Builder request(String userId) {
    if (!ClerkUser.isId(userId)) {
      throw new IllegalArgumentException("not a user id");
    }
    return HttpRequest.newBuilder(URI.create(api + "/v1/users/" + userId))
        .header("Authorization", "Bearer " + secrets.latest(secretName).value())
        .header("Accept", "application/json")
        .header("User-Agent", "artistos/1");
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request.build(), response -> new BoundedBody(MOST_BYTES));
    try {
      return exchange.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw unavailable(e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    }
  }

  /** A key that is refused is ours to put right, and no answer to whoever asked. */
  private static HttpResponse<byte[]> checked(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != OK) {
      throw unavailable(new IllegalStateException("status " + answer.statusCode()));
    }
    return answer;
  }

  private static Optional<ClerkUser> parse(byte[] body) {
    try {
      return ClerkUser.of(Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Unavailable unavailable(@Nullable Throwable cause) {
    return new Unavailable("Clerk", WAIT, cause);
  }
}
