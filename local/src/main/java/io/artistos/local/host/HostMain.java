package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.clock.MovableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a packaged function app: {@code --app <folder> --port <n> [--detached]}.
 *
 * <p>Settings are the environment over {@code Values} of {@code <folder>/local.settings.json}; keys
 * come from {@code HOST_MASTER_KEY} and {@code HOST_FUNCTION_KEY}. Where {@code HOST_CLOCK} names
 * the file of a {@link MovableClock}, timers and the app go by it, else by the machine's clock.
 * Prints one line to standard output when it listens, logs to standard error. Ends when its
 * standard input does, so that it never outlives the process that started it, unless {@code
 * --detached}; SIGTERM drains.
 */
public final class HostMain {

  private HostMain() {}

  public static void main(String[] args) throws IOException {
    List<String> rest = new ArrayList<>(List.of(args));
    boolean detached = rest.remove("--detached");
    String app = argument(rest, "--app");
    String port = argument(rest, "--port");
    if (app == null || port == null || !rest.isEmpty()) {
      System.err.println("usage: HostMain --app <folder> --port <n> [--detached]");
      System.exit(2);
      return;
    }
    logOneLineEach();
    Path folder = Path.of(app).toAbsolutePath().normalize();
    try {
      run(folder, Integer.parseInt(port), detached);
    } catch (InvalidAppException e) {
      Logger.getLogger(HostMain.class.getName()).log(Level.SEVERE, e.getMessage(), e.getCause());
      System.exit(1);
    }
  }

  private static void run(Path folder, int port, boolean detached) throws IOException {
    Map<String, String> environment = System.getenv();
    String clockFile = environment.get("HOST_CLOCK");
    MovableClock clock = clockFile == null ? null : MovableClock.in(Path.of(clockFile));
    FunctionsHost host =
        FunctionsHost.start(
            new FunctionsHost.Options(
                folder,
                port,
                settings(folder, environment),
                environment.get("HOST_MASTER_KEY"),
                environment.get("HOST_FUNCTION_KEY"),
                clock == null ? Clock.systemUTC() : clock,
                clock));
    Runtime.getRuntime().addShutdownHook(new Thread(host::close, "drain"));
    System.out.println("listening on " + host.uri());
    if (!detached) {
      System.in.transferTo(OutputStream.nullOutputStream());
      System.exit(0);
    }
  }

  /** Removes {@code name} and its value from {@code args}; null when it is not there. */
  private static @Nullable String argument(List<String> args, String name) {
    int at = args.indexOf(name);
    if (at < 0 || at + 1 == args.size()) {
      return null;
    }
    args.remove(at);
    return args.remove(at);
  }

  private static Map<String, String> settings(Path folder, Map<String, String> environment)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    Path file = folder.resolve("local.settings.json");
    if (Files.exists(file)) {
      JsonNode values = new ObjectMapper().readTree(Files.readAllBytes(file)).path("Values");
      values.properties().forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
    }
    settings.putAll(environment);
    return settings;
  }

  /** JUL on standard error, one line per event and the stack under it. */
  private static void logOneLineEach() throws IOException {
    if (System.getProperty("java.util.logging.config.file") == null) {
      System.setProperty("java.util.logging.manager", HostLogManager.class.getName());
      try (InputStream configuration = HostMain.class.getResourceAsStream("logging.properties")) {
        LogManager.getLogManager().readConfiguration(configuration);
      }
    }
  }
}
