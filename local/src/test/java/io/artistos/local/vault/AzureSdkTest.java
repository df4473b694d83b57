package io.artistos.local.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.tls.HostsFile;
import io.artistos.local.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Azure SDKs as production uses them, in a JVM whose addresses alone are changed. */
class AzureSdkTest {

  @TempDir Path folder;

  @Test
  void identitySecretsAndKeysWorkWithTheStandardBuildersThoughEachFailsOnce() throws Exception {
    LocalAuthority authority = LocalAuthority.in(folder.resolve("tls"));
    try (VaultServer server =
        VaultServer.start(
            new VaultServer.Options(
                0, 0, folder.resolve("vault"), authority, Clock.systemUTC(), Clock.systemUTC()))) {
      server.putSecretIfAbsent("greeting", () -> "hello");
      server.ensureKey("kek");

      // Each strikes a request that the SDKs send again by themselves.
      Faults vault = server.vaultFaults();
      List<Faults.Active> faults =
          List.of(
              server.identityFaults().add(Fault.answer(500).times(1)),
              vault.add(Fault.answer(429).on("GET", "/secrets/greeting*").times(1)),
              vault.add(Fault.answer(503).on("GET", "/keys/kek*").times(1)),
              vault.add(Fault.drop().on("GET", "/keys/kek*").times(1)),
              vault.add(Fault.slowBody(Duration.ofMillis(20)).on("GET", "/secrets/*").times(1)));

      assertThat(runClient(server, authority))
          .containsSubsequence(
              "secret=hello",
              "latest=hello again",
              "by-version=hello again",
              "missing=404",
              "kid-kept=true",
              "rotated=true",
              "unwrapped=0123456789abcdef0123456789abcdef",
              "unwrapped-sha1=0123456789abcdef0123456789abcdef",
              "created-bits=3072",
              "versions=2",
              "disabled=403",
              "expired=hello again",
              "deleted=greeting",
              "listed=1",
              "expired-key=403",
              "key-versions=2",
              "taken=409",
              "purged=0",
              "made-again=kek");
      assertThat(faults).extracting(Faults.Active::struck).containsOnly(1);
    }
  }

  private List<String> runClient(VaultServer server, LocalAuthority authority)
      throws IOException, InterruptedException {
    Path output = folder.resolve("client.out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(authority.jvmArguments());
    command.add(HostsFile.in(folder).jvmArgument());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(VaultClient.class.getName(), server.vaultUri().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("IDENTITY_ENDPOINT", server.identityEndpoint().toString());
    builder.environment().put("IDENTITY_HEADER", server.identityHeader());
    Process client = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(client.waitFor(2, TimeUnit.MINUTES)).as("the client ended").isTrue();
    } finally {
      client.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(client.exitValue()).as("exit code of%n%s", String.join("\n", lines)).isZero();
    return lines;
  }
}
