package io.artistos.local.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A hosts file for {@code -Djdk.net.hosts.file}, so that {@code vault.localhost} resolves in a JVM
 * without any DNS. The JDK then asks no other source: a JVM started with it resolves no name but
 * these.
 */
public final class HostsFile {

  private static final String LINE = "127.0.0.1 localhost vault.localhost\n";

  private final Path file;

  private HostsFile(Path file) {
    this.file = file;
  }

  /** Writes {@code hosts} into an existing folder, unless it is there. */
  public static HostsFile in(Path folder) {
    Path file = folder.resolve("hosts");
    try {
      // JVMs read the file at every look-up: it is never truncated under them.
      if (!Files.exists(file) || !Files.readString(file).equals(LINE)) {
        Path whole = Files.writeString(folder.resolve("hosts.tmp"), LINE);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return new HostsFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path() {
    return file;
  }

  /** The JVM argument that makes a process resolve names by this file; it needs a fresh JVM. */
  public String jvmArgument() {
    return "-Djdk.net.hosts.file=" + file.toAbsolutePath();
  }
}
