package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Named things with versions, a JSON file for each name: {@code {"versions":[…]}}, oldest first. A
 * version has {@code version} (32 hex digits), {@code created} (epoch seconds) and what its owner
 * put there. Thread-safe within one process.
 */
final class VersionedFiles {

  /** Key Vault's rule for object names; they do not differ by case. */
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

  private final Path folder;
  private final Clock clock;

  VersionedFiles(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    OwnerOnlyFiles.createFolder(folder);
  }

  /** The version asked for, or the latest when {@code version} is empty. */
  synchronized Optional<ObjectNode> find(String name, String version) {
    List<ObjectNode> versions = versions(name);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    if (version.isEmpty()) {
      return Optional.of(versions.getLast());
    }
    return versions.stream().filter(v -> v.path("version").asText().equals(version)).findFirst();
  }

  /** Adds {@code content} as the latest version and gives it back with version and time. */
  synchronized ObjectNode append(String name, ObjectNode content) {
    List<ObjectNode> versions = versions(name);
    ObjectNode added =
        content
            .deepCopy()
            .put("version", UUID.randomUUID().toString().replace("-", ""))
            .put("created", clock.instant().getEpochSecond());
    versions.add(added);
    ObjectNode file = Json.object();
    file.putArray("versions").addAll(versions);
    OwnerOnlyFiles.write(file(name), Json.bytes(file));
    return added;
  }

  /** Appends unless the name has a version already. */
  synchronized void appendIfAbsent(String name, Supplier<ObjectNode> content) {
    if (versions(name).isEmpty()) {
      append(name, content.get());
    }
  }

  private List<ObjectNode> versions(String name) {
    Optional<byte[]> bytes = OwnerOnlyFiles.read(file(name));
    List<ObjectNode> versions = new ArrayList<>();
    if (bytes.isPresent()) {
      try {
        for (JsonNode version : Json.parse(bytes.get()).path("versions")) {
          versions.add((ObjectNode) version);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(file(name) + " is damaged", e);
      }
    }
    return versions;
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw VaultException.badParameter(
          "The name must be 1 to 127 characters of 0-9, a-z, A-Z and -.");
    }
    return folder.resolve(name.toLowerCase(Locale.ROOT) + ".json");
  }
}
