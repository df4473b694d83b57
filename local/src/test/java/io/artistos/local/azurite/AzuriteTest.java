package io.artistos.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteTest {

  private static final Path NODE_MODULES = Path.of("node_modules");

  @TempDir Path data;

  @Test
  void itKeepsWhatItWasToldWhenItIsClosed() {
    try (Azurite azurite = Azurite.start(plain())) {
      queue(azurite).create();
      queue(azurite).sendMessage("kept");
    }
    try (Azurite azurite = Azurite.start(plain())) {
      assertThat(queue(azurite).receiveMessage().getBody()).hasToString("kept");
    }
  }

  /** Azurite writes where its messages are every five seconds. */
  @Test
  void whatItHasSavedSurvivesItsKill() throws Exception {
    try (Azurite azurite = Azurite.start(plain())) {
      queue(azurite).create();
      String id = queue(azurite).sendMessage("kept").getMessageId();
      Path saved = data.resolve("__azurite_db_queue__.json");
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (!Files.readString(saved).contains(id)) {
        assertThat(System.nanoTime()).as("not saved within a minute").isLessThan(deadline);
        LockSupport.parkNanos(10_000_000);
      }
      ProcessHandle process = ProcessHandle.of(azurite.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(60, TimeUnit.SECONDS);
    }
    try (Azurite azurite = Azurite.start(plain())) {
      assertThat(queue(azurite).receiveMessage().getBody()).hasToString("kept");
    }
  }

  @Test
  void itEndsWhenTheProcessThatStartedItIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Parent.class.getName(),
                    data.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long pid = Long.parseLong(parent.inputReader().readLine());
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

    parent.destroyForcibly();

    assertThat(child.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void withoutItsPackagesItDoesNotStart() {
    assertThatThrownBy(() -> Azurite.start(new Azurite.Options(data, data, 0, 0, 0, null)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot find module");
  }

  private Azurite.Options plain() {
    return new Azurite.Options(NODE_MODULES, data, 0, 0, 0, null);
  }

  private static QueueClient queue(Azurite azurite) {
    return new QueueClientBuilder()
        .connectionString(azurite.connectionString())
        .queueName("kept")
        .buildClient();
  }

  /** Starts an Azurite, tells its process id and waits to be killed. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] args) throws Exception {
      Azurite azurite =
          Azurite.start(new Azurite.Options(NODE_MODULES, Path.of(args[0]), 0, 0, 0, null));
      System.out.println(azurite.pid());
      Thread.currentThread().join();
    }
  }
}
