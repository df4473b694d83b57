package io.artistos.shared.sessions;

import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.BoundedBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that Clerk signs session tokens with, from its JWKS (RFC 7517), fetched at the
 * first use. They are kept for an hour, and for a day while they cannot be fetched. An id that is
 * not among them has them fetched anew, once in a while however many ask; who asks for a known key
 * does not wait for that. A key that Clerk has withdrawn is gone with the next fetch. Thread-safe.
 */
public final class SigningKeys {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration KEPT_AT_MOST = Duration.ofDays(1);

  /** Between fetches: whoever invents key ids must not have us ask Clerk each time. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** The same while there are no keys and nobody can sign in. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** A key takes about 500 bytes, with a certificate 2,000. */
  private static final int MOST_BYTES = 1 << 16;

  private static final int LEAST_BITS = 2_048;
  private static final int OK = 200;

  private static final Logger LOG = Logger.getLogger(SigningKeys.class.getName());

  /** By id, and when they were asked for. */
  private record Known(Map<String, PublicKey> keys, Instant since) {

    boolean within(Duration age, Instant now) {
      return now.isBefore(since.plus(age));
    }
  }

  private record Fetch(Instant start, CompletableFuture<Void> end) {}

  private final HttpClient client;
  private final URI jwks;
  private final Clock clock;
  private final Duration limit;
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
  private final AtomicReference<@Nullable Fetch> lastFetch = new AtomicReference<>();

  /**
   * @param client one that follows no redirects
   * @param jwks {@code {Frontend API}/.well-known/jwks.json}, which needs no credentials
   */
  public SigningKeys(HttpClient client, URI jwks, Clock clock) {
    this(client, jwks, clock, ANSWER);
  }

  /**
   * @param limit on the time that an answer takes as a whole
   */
  SigningKeys(HttpClient client, URI jwks, Clock clock, Duration limit) {
    this.client = client;
    this.jwks = jwks;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * The key with this id, which may be anybody's invention; empty when Clerk has no such key, or
   * had none a moment ago. No request while the key is known and younger than an hour.
   *
   * @throws Unavailable when the keys cannot be fetched and none are known
   */
  Optional<PublicKey> find(String id) {
    Instant now = clock.instant();
    Known held = usable(now);
    PublicKey key = held == null ? null : held.keys.get(id);
    if (held == null || key == null) {
      fetchOrWait(now, held == null ? SHORT_PAUSE : PAUSE);
    } else if (held.within(KEPT, now)) {
      return Optional.of(key);
    } else {
      // One caller renews them; the others go on with what is known.
      begin(now, PAUSE).ifPresent(this::run);
    }
    Known newest = usable(now);
    if (newest == null) {
      throw new Unavailable("the sign-in service", WAIT, null);
    }
    return Optional.ofNullable(newest.keys.get(id));
  }

  private @Nullable Known usable(Instant now) {
    Known held = known.get();
    return held != null && held.within(KEPT_AT_MOST, now) ? held : null;
  }

  private void fetchOrWait(Instant now, Duration pause) {
    Optional<Fetch> mine = begin(now, pause);
    if (mine.isPresent()) {
      run(mine.get());
      return;
    }
    Fetch last = lastFetch.get();
    if (last != null) {
      last.end.join();
    }
  }

  /** A fetch that is this caller's to make; empty when one is under way or was a moment ago. */
  private Optional<Fetch> begin(Instant now, Duration pause) {
    Fetch last = lastFetch.get();
    if (last != null && (!last.end.isDone() || now.isBefore(last.start.plus(pause)))) {
      return Optional.empty();
    }
    Fetch mine = new Fetch(now, new CompletableFuture<>());
    return lastFetch.compareAndSet(last, mine) ? Optional.of(mine) : Optional.empty();
  }

  private void run(Fetch fetch) {
    try {
      known.set(new Known(fetched(), fetch.start));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the keys of the sign-in service cannot be fetched", e);
    } finally {
      fetch.end.complete(null);
    }
  }

  private Map<String, PublicKey> fetched() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(jwks)
            .header("Accept", "application/json")
            .header("User-Agent", "artistos/1")
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, response -> new BoundedBody(MOST_BYTES));
    try {
      // The request's own limit ends with the headers; this one is on the answer as a whole.
      HttpResponse<byte[]> response = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("status " + response.statusCode());
      }
      return keys(new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new IOException("no answer in time", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("no answer", e.getCause());
    }
  }

  private static Map<String, PublicKey> keys(String json) throws IOException {
    Map<String, PublicKey> keys = new HashMap<>();
    for (JsonWebKey key : parsed(json)) {
      if (key.getKeyId() != null && key instanceof RsaJsonWebKey rsa && verifies(rsa)) {
        keys.putIfAbsent(key.getKeyId(), rsa.getRsaPublicKey());
      }
    }
    if (keys.isEmpty()) {
      // Clerk always has one: an error page, say, must not sign everybody out.
      throw new IOException("no usable key in the answer");
    }
    return Map.copyOf(keys);
  }

  private static Iterable<JsonWebKey> parsed(String json) throws IOException {
    try {
      return new JsonWebKeySet(json).getJsonWebKeys();
    } catch (JoseException | RuntimeException e) {
      throw new IOException("the answer is not a key set", e);
    }
  }

  private static boolean verifies(RsaJsonWebKey key) {
    return Use.SIGNATURE.equals(key.getUse())
        && (key.getAlgorithm() == null
            || key.getAlgorithm().equals(AlgorithmIdentifiers.RSA_USING_SHA256))
        && key.getRsaPublicKey().getModulus().bitLength() >= LEAST_BITS;
  }
}
