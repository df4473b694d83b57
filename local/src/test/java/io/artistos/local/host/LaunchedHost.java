package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts {@link HostMain} on a free port, its log in the app's folder. */
final class LaunchedHost {

  private LaunchedHost() {}

  static Process of(PackedApp app, List<String> jvmArguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HostMain.class.getName(), "--app", app.folder().toString()));
    command.addAll(List.of("--port", "0"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log(app).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  static Path log(PackedApp app) {
    return app.folder().resolve("host.log");
  }

  /** Waits for the line that says it. */
  static URI listening(Process host) throws IOException {
    BufferedReader out = host.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).startsWith("listening on http://127.0.0.1:");
    return URI.create(line.substring("listening on ".length()));
  }
}
