package io.artistos.local.vault;

import io.artistos.local.faults.Faults;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.tls.LocalAuthority;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Key Vault over TLS and the managed identity endpoint over plain HTTP, both on loopback. What is
 * kept (secrets, keys, the key that signs tokens, the identity header) lies in one folder that only
 * its owner may read, and survives a restart. One server to a folder. Thread-safe.
 *
 * <p>A client's JVM needs the authority's trust store and {@link io.artistos.local.tls.HostsFile},
 * because {@code vault.localhost} is in no DNS; and, for the managed identity, {@code
 * IDENTITY_ENDPOINT} and {@code IDENTITY_HEADER} in its environment.
 */
public final class VaultServer implements AutoCloseable {

  /**
   * What a vault needs to start.
   *
   * @param port of the vault, 0 takes a free one
   * @param identityPort of the identity endpoint, 0 takes a free one
   * @param folder made when it is not there, with rights for its owner only
   * @param authority whose server certificate the vault shows
   * @param clock for the times of versions
   * @param tokenClock for the life of identity tokens: the machine's, wherever somebody else looks
   *     at them. Azurite checks their times by it, and the Azure SDKs renew them by it, however far
   *     the suite's own clock was moved.
   */
  public record Options(
      int port,
      int identityPort,
      Path folder,
      LocalAuthority authority,
      Clock clock,
      Clock tokenClock) {}

  private static final Logger LOG = Logger.getLogger(VaultServer.class.getName());
  private static final String HOST = "vault.localhost";

  private final String identityHeader;
  private final Tokens tokens;
  private final Secrets secrets;
  private final Keys keys;
  private final Faults vaultFaults = new Faults("vault", VaultException::onDemand);
  private final Faults identityFaults = new Faults("identity", IdentityEndpoint::onDemand);
  private final LocalHttpServer identity;
  private final LocalHttpServer vault;

  private VaultServer(Options options) {
    Path folder = options.folder();
    OwnerOnlyFiles.createFolder(folder);
    identityHeader = identityHeader(folder.resolve("identity-header"));
    tokens =
        new Tokens(RsaKeys.loadOrCreate(folder.resolve("identity-key.p8")), options.tokenClock());
    secrets = new Secrets(new VersionedFiles(folder.resolve("secrets"), options.clock()));
    keys = new Keys(new VersionedFiles(folder.resolve("keys"), options.clock()));
    IdentityEndpoint endpoint = new IdentityEndpoint(tokens, identityHeader);
    VaultApi api = new VaultApi(tokens, secrets, keys);
    identity =
        LocalHttpServer.start(options.identityPort(), null, identityFaults.layer(endpoint::handle));
    // A request may arrive before the port is known here; it waits for it.
    CompletableFuture<URI> address = new CompletableFuture<>();
    try {
      vault =
          LocalHttpServer.start(
              options.port(),
              options.authority().sslContext(),
              vaultFaults.layer(request -> api.handle(address.join(), request)));
      address.complete(vaultUri());
    } catch (RuntimeException e) {
      identity.close();
      throw e;
    }
    LOG.info(() -> "vault at " + vaultUri() + ", identity at " + identityEndpoint());
  }

  /**
   * Starts both servers.
   *
   * @throws java.io.UncheckedIOException when a port is taken or the folder cannot be used
   */
  public static VaultServer start(Options options) {
    return new VaultServer(options);
  }

  /** {@code https://vault.localhost:port}, without a trailing slash. */
  public URI vaultUri() {
    return URI.create("https://" + HOST + ":" + vault.port());
  }

  /** {@code http://127.0.0.1:port/msi/token}: the value of {@code IDENTITY_ENDPOINT}. */
  public URI identityEndpoint() {
    return URI.create(identity.uri() + IdentityEndpoint.PATH);
  }

  /** The value of {@code IDENTITY_HEADER}; random, the same for as long as the folder lives. */
  public String identityHeader() {
    return identityHeader;
  }

  /**
   * Says whether {@code token} (without "Bearer") is signed by this folder's key, is for {@code
   * audience} and is valid by the clock. A slash at the audience's end makes no difference.
   */
  public boolean accepts(String token, String audience) {
    return tokens.refusal(token, audience) == null;
  }

  /** Sets a secret that has no version yet; {@code value} is asked for only then. */
  public void putSecretIfAbsent(String name, Supplier<String> value) {
    secrets.putIfAbsent(name, value);
  }

  /** Creates an RSA key of 2048 bits unless the name has one. */
  public void ensureKey(String name) {
    keys.ensure(name);
  }

  /** What goes wrong with the vault on demand. */
  public Faults vaultFaults() {
    return vaultFaults;
  }

  /** What goes wrong with the identity endpoint on demand. */
  public Faults identityFaults() {
    return identityFaults;
  }

  /** Stops at once; the folder stays. */
  @Override
  public void close() {
    vault.close();
    identity.close();
  }

  private static String identityHeader(Path file) {
    byte[] text =
        OwnerOnlyFiles.read(file)
            .orElseGet(
                () -> {
                  byte[] random = new byte[32];
                  new SecureRandom().nextBytes(random);
                  byte[] made =
                      HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
                  OwnerOnlyFiles.write(file, made);
                  return made;
                });
    return new String(text, StandardCharsets.US_ASCII);
  }
}
