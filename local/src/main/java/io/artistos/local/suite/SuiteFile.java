package io.artistos.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.vault.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code suite.json} in the data folder: tells another process of the same owner where a running
 * suite is. {@code {"app":"http://…","inbox":"http://…/inbox","control":"http://…","pid":1}}. It is
 * there while the suite runs, and after one that was killed: then no process has its {@code pid}.
 */
final class SuiteFile implements AutoCloseable {

  private final Path file;

  private SuiteFile(Path file) {
    this.file = file;
  }

  static SuiteFile write(Path file, Map<String, Object> content) {
    try {
      OwnerOnlyFiles.write(
          file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
      return new SuiteFile(file);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
