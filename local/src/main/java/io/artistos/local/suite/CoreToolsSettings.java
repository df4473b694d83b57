package io.artistos.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.vault.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@code local.settings.json} with which Azure Functions Core Tools run the packaged app against
 * this suite, in place of our own host.
 */
final class CoreToolsSettings {

  private CoreToolsSettings() {}

  /** Writes the file for its owner only: it opens the suite's stores. */
  static void write(Path file, Suite suite) throws IOException {
    Map<String, String> values = new TreeMap<>(suite.settings());
    // The worker's JVM needs our authority and hosts file (contracts, section 4.7).
    values.put("languageWorkers__java__arguments", String.join(" ", suite.jvmArguments()));
    OwnerOnlyFiles.write(
        file,
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(Map.of("IsEncrypted", false, "Values", values)));
  }
}
