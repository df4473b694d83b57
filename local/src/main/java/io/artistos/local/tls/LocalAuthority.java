package io.artistos.local.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for this machine's loopback, made with the JDK's keytool on first use and
 * kept in a folder that only its owner may read. Only JVMs that are started with its trust store
 * believe it.
 */
public final class LocalAuthority {

  /** Guards nothing by itself: the folder's permissions do. PKCS #12 and keytool want one. */
  public static final String PASSWORD = "artistos-local";

  private static final String NAMES = "san=dns:localhost,dns:vault.localhost,ip:127.0.0.1";
  private static final String DAYS = "3650";

  private final Path folder;

  private LocalAuthority(Path folder) {
    this.folder = folder;
  }

  /** Opens the authority in {@code folder}, making it when it is not there. */
  public static LocalAuthority in(Path folder) {
    LocalAuthority authority = new LocalAuthority(folder);
    try {
      if (!Files.exists(authority.trustStore())) {
        authority.make();
      }
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making certificates", e);
    }
  }

  /**
   * PKCS #12 with the authority's certificate only; what {@code javax.net.ssl.trustStore} names.
   */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** PKCS #12 with the servers' key and chain, for localhost, vault.localhost and 127.0.0.1. */
  public Path serverStore() {
    return folder.resolve("server.p12");
  }

  /** The JVM arguments that make a process believe this authority, and nobody else. */
  public List<String> jvmArguments() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trustStore(),
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  /** For servers (their key) and clients (whom to trust) in this JVM. */
  public SSLContext sslContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(serverStore()), PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificates in " + folder + " cannot be used", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void make() throws IOException, InterruptedException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String left : List.of("ca.p12", "ca.pem", "server.p12", "server.csr", "server.pem")) {
      Files.deleteIfExists(folder.resolve(left));
    }
    String ca = folder.resolve("ca.p12").toString();
    String caPem = folder.resolve("ca.pem").toString();
    String server = serverStore().toString();
    String csr = folder.resolve("server.csr").toString();
    String pem = folder.resolve("server.pem").toString();
    String trust = folder.resolve("trust.tmp").toString();
    Files.deleteIfExists(Path.of(trust));
    // @formatter:off
    keytool(
        "-genkeypair",
        "-keystore",
        ca,
        "-alias",
        "ca",
        "-dname",
        "CN=ArtistOS local authority",
        "-ext",
        "bc:c",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        DAYS);
    keytool("-exportcert", "-keystore", ca, "-alias", "ca", "-rfc", "-file", caPem);
    keytool(
        "-genkeypair",
        "-keystore",
        server,
        "-alias",
        "server",
        "-dname",
        "CN=localhost",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        DAYS);
    keytool("-certreq", "-keystore", server, "-alias", "server", "-file", csr);
    keytool(
        "-gencert",
        "-keystore",
        ca,
        "-alias",
        "ca",
        "-ext",
        NAMES,
        "-ext",
        "eku=serverAuth",
        "-validity",
        DAYS,
        "-rfc",
        "-infile",
        csr,
        "-outfile",
        pem);
    keytool("-importcert", "-noprompt", "-keystore", server, "-alias", "ca", "-file", caPem);
    keytool("-importcert", "-noprompt", "-keystore", server, "-alias", "server", "-file", pem);
    keytool("-importcert", "-noprompt", "-keystore", trust, "-alias", "ca", "-file", caPem);
    // @formatter:on
    // The trust store comes last and whole: its presence says that everything is there.
    Files.move(Path.of(trust), trustStore(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool " + arguments[0] + " failed: " + output.strip());
    }
  }
}
