package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Named things with versions, a JSON file for each name: {@code {"versions":[…]}}, oldest first,
 * with {@code deleted} (epoch seconds) when the name was deleted and can be recovered. A version
 * has {@code version} (32 hex digits), {@code created} (epoch seconds) and what its owner put
 * there. Thread-safe within one process.
 */
final class VersionedFiles {

  /** Key Vault's rule for object names; they do not differ by case. */
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

  /** How long a deleted name can be recovered. */
  static final Duration RECOVERABLE = Duration.ofDays(90);

  private static final String DELETED = "deleted";
  private static final long KEPT = RECOVERABLE.toSeconds();

  private final Path folder;
  private final Clock clock;

  /**
   * A name that is deleted.
   *
   * @param at epoch seconds
   */
  record Deleted(ObjectNode latest, long at) {}

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

  /**
   * Adds {@code content} as the latest version and gives it back with version and time.
   *
   * @throws VaultException 409 when the name is deleted and can be recovered
   */
  synchronized ObjectNode append(String name, ObjectNode content) {
    if (isDeleted(name)) {
      throw VaultException.deleted(name);
    }
    ObjectNode added =
        content
            .deepCopy()
            .put("version", UUID.randomUUID().toString().replace("-", ""))
            .put("created", now());
    List<ObjectNode> versions = versions(name);
    versions.add(added);
    write(name, versions, null);
    return added;
  }

  /** Appends unless the name has a version already. */
  synchronized void appendIfAbsent(String name, Supplier<ObjectNode> content) {
    if (read(name).isEmpty()) {
      append(name, content.get());
    }
  }

  /** Changes a version, the latest when {@code version} is empty; what came of it. */
  synchronized Optional<ObjectNode> change(
      String name, String version, Consumer<ObjectNode> change) {
    List<ObjectNode> versions = versions(name);
    Optional<ObjectNode> found =
        version.isEmpty() && !versions.isEmpty()
            ? Optional.of(versions.getLast())
            : versions.stream().filter(v -> v.path("version").asText().equals(version)).findFirst();
    found.ifPresent(
        stored -> {
          change.accept(stored);
          stored.put("updated", now());
          write(name, versions, null);
        });
    return found;
  }

  /** The versions, oldest first; none when the name is deleted. */
  synchronized List<ObjectNode> versions(String name) {
    return isDeleted(name) ? new ArrayList<>() : all(name);
  }

  /** The names that there are, or that are deleted, in the order of the alphabet. */
  synchronized List<String> names(boolean deleted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length()))
          .filter(name -> isDeleted(name) == deleted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the name is deleted and can still be recovered. */
  synchronized boolean isDeleted(String name) {
    return read(name).map(file -> file.has(DELETED)).orElse(false);
  }

  /** The latest version of a name that is deleted. */
  synchronized Optional<Deleted> deleted(String name) {
    return read(name)
        .filter(file -> file.has(DELETED))
        .map(file -> new Deleted(all(name).getLast(), file.path(DELETED).asLong()));
  }

  /** Deletes the name with all its versions, to be recovered; empty when it is not there. */
  synchronized Optional<Deleted> delete(String name) {
    List<ObjectNode> versions = versions(name);
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    write(name, versions, now());
    return deleted(name);
  }

  /** Takes a deletion back; the latest version, empty when the name is not deleted. */
  synchronized Optional<ObjectNode> recover(String name) {
    Optional<Deleted> deleted = deleted(name);
    deleted.ifPresent(gone -> write(name, all(name), null));
    return deleted.map(Deleted::latest);
  }

  /** Forgets a deleted name with all its versions; false when it is not deleted. */
  synchronized boolean purge(String name) {
    if (!isDeleted(name)) {
      return false;
    }
    try {
      Files.delete(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /** Epoch seconds by the clock of the versions. */
  long now() {
    return clock.instant().getEpochSecond();
  }

  private List<ObjectNode> all(String name) {
    List<ObjectNode> versions = new ArrayList<>();
    read(name)
        .ifPresent(file -> file.path("versions").forEach(each -> versions.add((ObjectNode) each)));
    return versions;
  }

  private void write(String name, List<ObjectNode> versions, @Nullable Long deleted) {
    ObjectNode file = Json.object();
    file.putArray("versions").addAll(versions);
    if (deleted != null) {
      file.put(DELETED, deleted);
    }
    OwnerOnlyFiles.write(file(name), Json.bytes(file));
  }

  private Optional<JsonNode> read(String name) {
    Optional<byte[]> bytes = OwnerOnlyFiles.read(file(name));
    try {
      JsonNode file = bytes.isPresent() ? Json.parse(bytes.get()) : Json.object();
      long purged = file.path(DELETED).asLong(Long.MAX_VALUE - KEPT) + KEPT;
      return file.has("versions") && now() < purged ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file(name) + " is damaged", e);
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches()) {
      throw VaultException.badParameter(
          "The name must be 1 to 127 characters of 0-9, a-z, A-Z and -.");
    }
    return folder.resolve(name.toLowerCase(Locale.ROOT) + ".json");
  }
}
