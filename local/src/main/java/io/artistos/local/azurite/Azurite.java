package io.artistos.local.azurite;

import io.artistos.local.tls.LocalAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A running Azurite, Microsoft's storage emulator (npm package azurite), on 127.0.0.1. It ends with
 * this process, even when this process is killed. Closing it saves everything; a killed Azurite
 * loses what it was told in its last five seconds.
 */
public final class Azurite implements AutoCloseable {

  /** The one account that Azurite knows unless told otherwise. */
  public static final String ACCOUNT = "devstoreaccount1";

  /** Its key, which Microsoft publishes; it protects nothing. */
  public static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final Logger LOG = Logger.getLogger(Azurite.class.getName());

  private static final Pattern LISTENING =
      Pattern.compile("Azurite (Blob|Queue|Table) service is successfully listening at (\\S+)");

  /** Longer than the JDK's HTTP client keeps a connection, or it would meet closed ones. */
  private static final String KEEP_ALIVE_SECONDS = "120";

  /**
   * How to run it.
   *
   * @param nodeModules the folder that {@code npm ci} fills
   * @param data where everything is kept; made when it is not there
   * @param blobPort 0 takes a free one, as for the others
   * @param tls whose certificate to serve, with Entra tokens accepted then; plain HTTP when null
   */
  public record Options(
      Path nodeModules,
      Path data,
      int blobPort,
      int queuePort,
      int tablePort,
      @Nullable LocalAuthority tls) {}

  private final Process process;
  private final Map<String, URI> endpoints = new HashMap<>();

  private Azurite(Process process) {
    this.process = process;
  }

  /**
   * Starts it and returns when all three services listen.
   *
   * @throws UncheckedIOException when it does not start, with what it said
   */
  public static Azurite start(Options options) {
    try {
      Files.createDirectories(options.data());
      Path guard = options.data().resolve("exit-with-parent.js");
      try (InputStream script = Azurite.class.getResourceAsStream("exit-with-parent.js")) {
        Files.copy(Objects.requireNonNull(script), guard, StandardCopyOption.REPLACE_EXISTING);
      }
      Process process =
          new ProcessBuilder(command(options, guard)).redirectErrorStream(true).start();
      Azurite azurite = new Azurite(process);
      azurite.awaitListening();
      return azurite;
    } catch (IOException e) {
      throw new UncheckedIOException("Azurite does not start: " + e.getMessage(), e);
    }
  }

  /** {@code http(s)://127.0.0.1:port/devstoreaccount1}. */
  public URI blobUri() {
    return endpoint("blob");
  }

  /** Like {@link #blobUri}. */
  public URI queueUri() {
    return endpoint("queue");
  }

  /** Like {@link #blobUri}. */
  public URI tableUri() {
    return endpoint("table");
  }

  /** What the storage SDKs and the setting AzureWebJobsStorage take. */
  public String connectionString() {
    return connectionString(blobUri(), queueUri(), tableUri());
  }

  /** The same where the services are reached at other addresses. */
  static String connectionString(URI blob, URI queue, URI table) {
    return String.join(
        ";",
        "DefaultEndpointsProtocol=" + blob.getScheme(),
        "AccountName=" + ACCOUNT,
        "AccountKey=" + KEY,
        "BlobEndpoint=" + blob,
        "QueueEndpoint=" + queue,
        "TableEndpoint=" + table);
  }

  /** The child's process id. */
  public long pid() {
    return process.pid();
  }

  /** Lets it save and end; kills it when it takes longer than ten seconds. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        LOG.warning("Azurite is killed: it did not end in ten seconds");
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "Azurite has gone already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static List<String> command(Options options, Path guard) {
    Path main = options.nodeModules().resolve("azurite/dist/src/azurite.js").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("node", "--require"));
    command.addAll(List.of(guard.toAbsolutePath().toString(), main.toString()));
    command.addAll(List.of("--location", options.data().toAbsolutePath().toString()));
    command.addAll(List.of("--skipApiVersionCheck", "--silent", "--disableTelemetry"));
    service(command, "blob", options.blobPort());
    service(command, "queue", options.queuePort());
    service(command, "table", options.tablePort());
    LocalAuthority tls = options.tls();
    if (tls != null) {
      command.addAll(List.of("--cert", tls.serverStore().toAbsolutePath().toString()));
      command.addAll(List.of("--pwd", LocalAuthority.PASSWORD, "--oauth", "basic"));
    }
    return command;
  }

  private static void service(List<String> command, String name, int port) {
    command.addAll(List.of("--" + name + "Port", Integer.toString(port)));
    command.addAll(List.of("--" + name + "KeepAliveTimeout", KEEP_ALIVE_SECONDS));
  }

  private URI endpoint(String service) {
    return URI.create(endpoints.get(service) + "/" + ACCOUNT);
  }

  private void awaitListening() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    while (endpoints.size() < 3) {
      String line = out.readLine();
      if (line == null) {
        process.destroyForcibly();
        throw new IOException(said.isEmpty() ? "it said nothing" : String.join("; ", said));
      }
      said.add(line);
      Matcher m = LISTENING.matcher(line);
      if (m.matches()) {
        endpoints.put(m.group(1).toLowerCase(Locale.ROOT), URI.create(m.group(2)));
      }
    }
    // A pipe that nobody reads would stop it when it is full. Not a virtual thread: it would keep a
    // carrier for itself, and there may be two in all.
    Thread.ofPlatform().daemon().name("azurite-output").start(() -> out.lines().forEach(LOG::fine));
  }
}
