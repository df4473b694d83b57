package io.artistos.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Response;
import io.artistos.shared.sessions.SessionTokens;
import io.artistos.shared.sessions.SigningKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * How long it takes to verify a session token when the keys are known, in this JVM, whose flags are
 * those of the Java worker.
 */
final class TokenBench {

  private static final List<Integer> THREADS = List.of(1, 2);
  private static final int ROUNDS = 7;
  private static final int CALLS = 10_000;
  private static final int WARM_UP_CALLS = 20_000;
  private static final int TOKENS = 500;

  private static final int KEY_BITS = 2_048;
  private static final long MOST_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private static final String ISSUER = "https://clerk.example.com";
  private static final String APP = "https://app.example.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SessionTokens verifier;
  private final List<String> tokens;

  private TokenBench(SessionTokens verifier, List<String> tokens) {
    this.verifier = verifier;
    this.tokens = tokens;
  }

  static void run() throws IOException {
    KeyPair pair = keyPair();
    List<String> tokens = tokens(pair);
    AtomicInteger requests = new AtomicInteger();
    try (LocalHttpServer jwks =
            LocalHttpServer.start(
                0,
                null,
                request -> {
                  requests.incrementAndGet();
                  return Response.json(200, Map.of("keys", List.of(jwk(pair))));
                });
        HttpClient client = HttpClient.newHttpClient()) {
      Clock clock = Clock.systemUTC();
      SigningKeys keys = new SigningKeys(client, URI.create(jwks.uri() + "/jwks.json"), clock);
      SessionTokens verifier = new SessionTokens(keys, ISSUER, Set.of(APP), clock);
      System.out.printf(
          """

          token    SessionTokens.verify of a token of %d characters, RSA %d bits; %d rounds of %d calls
                   a thread, on %d different tokens.

          """,
          tokens.getFirst().length(), KEY_BITS, ROUNDS, CALLS, TOKENS);
      long start = System.nanoTime();
      verifier.verify(tokens.getFirst());
      System.out.printf(
          "the first one, with loading classes and fetching the keys: %.0f ms%n%n",
          (System.nanoTime() - start) / NANOS_PER_MILLI);
      new TokenBench(verifier, tokens).run(requests);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  private void run(AtomicInteger requests) throws InterruptedException {
    round(1, WARM_UP_CALLS);
    System.out.printf(
        "%7s  %-24s  %-24s  %-24s  %s%n", "threads", "p50 µs", "p99 µs", "p99.9 µs", "max µs");
    for (int threads : THREADS) {
      List<Histogram> rounds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(round(threads, CALLS));
      }
      System.out.printf(
          "%7d  %-24s  %-24s  %-24s  %s%n",
          threads,
          micros(rounds, 50),
          micros(rounds, 99),
          micros(rounds, 99.9),
          micros(rounds, 100));
    }
    System.out.printf("requests for the keys: %d%n", requests.get());
  }

  private static String micros(List<Histogram> rounds, double percent) {
    return Spread.of(
            rounds.stream().map(r -> r.getValueAtPercentile(percent) / NANOS_PER_MICRO).toList())
        .text(0);
  }

  /** All threads start together; a token that is refused fails the run. */
  private Histogram round(int threads, int calls) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    Histogram all = new Histogram(MOST_NANOS, 3);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Histogram>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(
            executor.submit(
                () -> {
                  start.await();
                  return calls(calls);
                }));
      }
      for (Future<Histogram> part : parts) {
        all.add(part.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new FailedRun("a token was not verified: " + e.getCause());
    }
  }

  private Histogram calls(int calls) {
    Histogram nanos = new Histogram(MOST_NANOS, 3);
    for (int i = 0; i < calls; i++) {
      String token = tokens.get(i % tokens.size());
      long start = System.nanoTime();
      verifier.verify(token);
      nanos.recordValue(System.nanoTime() - start);
    }
    return nanos;
  }

  /** With the claims that Clerk writes. */
  private static List<String> tokens(KeyPair pair) throws IOException {
    List<String> tokens = new ArrayList<>();
    // As long as a token may live: the rounds last for seconds.
    long now = Instant.now().getEpochSecond();
    for (int i = 0; i < TOKENS; i++) {
      Map<String, Object> claims =
          Map.ofEntries(
              Map.entry("azp", APP),
              Map.entry("exp", now + 600),
              Map.entry("fea", "o:dashboard,o:teams"),
              Map.entry("fva", List.of(5, -1)),
              Map.entry("iat", now),
              Map.entry("iss", ISSUER),
              Map.entry("jti", "0123456789abcdef0123"),
              Map.entry("nbf", now - 10),
              Map.entry("o", Map.of("id", "org_2bQKXM", "slg", "my-band", "rol", "admin")),
              Map.entry("pla", "u:free"),
              Map.entry("sid", "sess_2bQKXNabcdefghijklmnopqrs" + i),
              Map.entry("sts", "active"),
              Map.entry("sub", "user_2bQKXMabcdefghijklmnopqrs" + i),
              Map.entry("v", 2));
      String input =
          encode(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "ins_1", "typ", "JWT")))
              + "."
              + encode(JSON.writeValueAsBytes(claims));
      tokens.add(input + "." + encode(signed(pair, input)));
    }
    return tokens;
  }

  private static byte[] signed(KeyPair pair, String input) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> jwk(KeyPair pair) {
    byte[] modulus = ((RSAPublicKey) pair.getPublic()).getModulus().toByteArray();
    // Without the sign's byte.
    byte[] unsigned = java.util.Arrays.copyOfRange(modulus, 1, modulus.length);
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        "ins_1",
        "e",
        "AQAB",
        "n",
        encode(unsigned));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
