package io.artistos.shared.testing;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.azurite.Azurite;
import io.artistos.local.cosmos.CosmosServer;
import io.artistos.local.tls.LocalAuthority;
import io.artistos.local.vault.VaultServer;
import io.artistos.local.vendors.ResendOptions;
import io.artistos.local.vendors.VendorsServer;
import io.artistos.local.vendors.clerk.ClerkOptions;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.local.vendors.spotify.SpotifyOptions;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.artists.Stated;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyVaultKeys;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.http.Json;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.policies.PolicyVersion;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/**
 * Cosmos, storage, identity and mail on loopback, as the app reaches them in a deployment: over
 * TLS, by managed identity. Started once for all tests of this JVM, ended with it; tests share it
 * and take a tenant each.
 */
public final class TestPlatform {

  public static final String RESEND_KEY = "re_test_key";
  public static final String MODEL_KEY = "sk-test-key";

  /** The app that Spotify's stand-in knows. */
  public static final SpotifyOptions SPOTIFY =
      new SpotifyOptions(
          "artistos-test",
          "spotify-test-secret",
          List.of(URI.create("http://127.0.0.1:7071/spotify/callback")));

  /** The application that Clerk's stand-in knows. */
  public static final ClerkOptions CLERK =
      new ClerkOptions("sk_test_key", List.of(URI.create("http://127.0.0.1:7071")));

  /** What every artist of these tests states. */
  public static final Stated STATED =
      new Stated(
          "GB",
          PolicyVersion.builtIn(PolicyKind.TERMS).version(),
          PolicyVersion.builtIn(PolicyKind.PRIVACY_POLICY).version());

  private static final int RESEND_REQUESTS_PER_SECOND = 1_000;
  private static final TestPlatform INSTANCE = new TestPlatform();

  private final VaultServer vault;
  private final CosmosServer cosmos;
  private final VendorsServer vendors;
  private final Azurite azurite;
  private final TokenCredential identity = this::token;
  private final Database database;

  private TestPlatform() {
    try {
      Path data = Files.createDirectories(Path.of("target", "test-platform")).toAbsolutePath();
      LocalAuthority authority = LocalAuthority.in(data.resolve("tls"));
      // Before anything in this JVM opens its first TLS connection.
      System.setProperty("javax.net.ssl.trustStore", authority.trustStore().toString());
      System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
      System.setProperty("javax.net.ssl.trustStorePassword", LocalAuthority.PASSWORD);
      // And for clients of the JDK, should another test have made one before.
      SSLContext.setDefault(authority.sslContext());
      Path fresh = Files.createTempDirectory(data, "run");
      Clock clock = Clock.systemUTC();
      vault =
          VaultServer.start(
              new VaultServer.Options(0, 0, fresh.resolve("vault"), authority, clock, clock));
      cosmos =
          CosmosServer.start(
              new CosmosServer.Options(
                  0,
                  fresh.resolve("cosmos.mv"),
                  "dGVzdA==",
                  authority.sslContext(),
                  clock,
                  token -> vault.accepts(token, "https://127.0.0.1")));
      cosmos.provision(Containers.DATABASE, containers());
      vendors =
          VendorsServer.start(
              new VendorsServer.Options(
                  0,
                  fresh.resolve("vendors.mv"),
                  clock,
                  new ResendOptions(
                      RESEND_KEY,
                      RESEND_REQUESTS_PER_SECOND,
                      List.of("mail.artistos.example", "app.artistos.example")),
                  new ModelOptions(MODEL_KEY),
                  SPOTIFY,
                  CLERK));
      azurite =
          Azurite.start(
              new Azurite.Options(
                  Path.of("..", "local", "node_modules").toAbsolutePath().normalize(),
                  fresh.resolve("azurite"),
                  0,
                  0,
                  0,
                  authority));
      database = Database.withIdentity(cosmos.uri(), identity, Database.Mode.GATEWAY);
      Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestPlatform get() {
    return INSTANCE;
  }

  public Database database() {
    return database;
  }

  public CosmosServer cosmos() {
    return cosmos;
  }

  public VendorsServer vendors() {
    return vendors;
  }

  /** Tenants' keys, wrapped by the local vault. */
  public TenantKeys tenantKeys(Clock clock) {
    vault.ensureKey("tenant-keys");
    KeyVaultKeys keys = new KeyVaultKeys(vault.vaultUri(), "tenant-keys", identity, clock);
    return new TenantKeys(database, keys, new SecureRandom(), clock);
  }

  /** Slugs that are not given away again. */
  public RetiredSlugs retiredSlugs(Clock clock) {
    return new RetiredSlugs(database, hashes(), clock);
  }

  /** Hashes under a key of their own. */
  static KeyedHash hashes() {
    Secret<String> key = new Secret<>(Base64Url.encode(new byte[32]));
    return new KeyedHash(name -> key, "id");
  }

  /** Opens artist accounts on this platform. */
  public ArtistOnboarding onboarding(Clock clock) {
    return new ArtistOnboarding(
        database,
        tenantKeys(clock),
        new FanPages(database, clock),
        new SlugClaims(database, retiredSlugs(clock)),
        new AuditLog(database, new SecureRandom(), clock),
        new SecureRandom(),
        clock);
  }

  /** An artist with a page under a slug that nobody else has. */
  public FanPage openArtist(Clock clock, String name) {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return onboarding(clock)
        .open(
            new NewArtist(
                name,
                new Slug("mira-" + HexFormat.of().formatHex(bytes)),
                ZoneId.of("Europe/London"),
                "12 Harbour Lane, Bristol",
                Optional.empty(),
                STATED),
            "user_owner",
            Optional.empty());
  }

  /** A queue, empty. */
  public MessageQueue emptyQueue(Queues name) {
    QueueClient queue = client(name);
    queue.createIfNotExists();
    queue.clearMessages();
    return new MessageQueue(azurite.queueUri(), identity, name);
  }

  /** The same queue as if its service were somewhere else. */
  public MessageQueue queueAt(Queues name, URI service) {
    return new MessageQueue(service, identity, name);
  }

  /** The messages that can be received now, at most 32; they are taken off the queue. */
  public <T> List<T> receive(Queues name, Class<T> type) {
    QueueClient queue = client(name);
    return queue.receiveMessages(32).stream()
        .peek(item -> queue.deleteMessage(item.getMessageId(), item.getPopReceipt()))
        .map(QueueMessageItem::getBody)
        .map(body -> Json.read(body.toString(), type))
        .toList();
  }

  /** Messages on a queue, those that are not visible yet included. */
  public long messages(Queues name) {
    return client(name).getProperties().getApproximateMessagesCountLong();
  }

  /** The tenants' files. */
  public TenantBlobs blobs() {
    return new TenantBlobs(azurite.blobUri(), identity);
  }

  /** Puts a small file of a tenant's there, as a client does that was given an address. */
  public void putBlob(TenantId tenant, String name) {
    HttpRequest put =
        HttpRequest.newBuilder(blobs().uploadAddress(tenant, name).uri())
            .header("x-ms-blob-type", "BlockBlob")
            .PUT(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 201) {
        throw new IllegalStateException("the blob was not taken: " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What {@code action} costs in Cosmos: operations by kind and container. */
  public Map<String, Long> costOf(Runnable action) {
    Map<String, Long> before = cosmos.operations().snapshot();
    action.run();
    Map<String, Long> cost = new java.util.TreeMap<>(cosmos.operations().snapshot());
    cost.replaceAll((operation, count) -> count - before.getOrDefault(operation, 0L));
    cost.remove("metadata");
    cost.values().removeIf(count -> count == 0);
    return cost;
  }

  private QueueClient client(Queues name) {
    return new QueueClientBuilder()
        .endpoint(azurite.queueUri().toString())
        .queueName(name.id())
        .credential(identity)
        .messageEncoding(QueueMessageEncoding.BASE64)
        .buildClient();
  }

  /**
   * A real token of the local identity endpoint; the SDK's own client wants environment variables.
   */
  private Mono<AccessToken> token(com.azure.core.credential.TokenRequestContext request) {
    String resource = request.getScopes().getFirst().replaceFirst("/\\.default$", "");
    URI uri =
        URI.create(
            vault.identityEndpoint()
                + "?api-version=2019-08-01&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest get =
          HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", vault.identityHeader()).build();
      JsonNode body =
          Json.MAPPER.readTree(client.send(get, HttpResponse.BodyHandlers.ofString()).body());
      return Mono.just(
          new AccessToken(
              body.path("access_token").asText(),
              Instant.ofEpochSecond(body.path("expires_on").asLong()).atOffset(ZoneOffset.UTC)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode containers() {
    try {
      return Json.MAPPER.readTree(Containers.definitions());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void close() {
    database.close();
    azurite.close();
    vendors.close();
    cosmos.close();
    vault.close();
  }
}
