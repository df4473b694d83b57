package io.artistos.local.suite;

import io.artistos.local.clock.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/** {@code ./dev up}: runs the suite in the foreground until it is interrupted. */
public final class SuiteMain {

  private SuiteMain() {}

  /**
   * @param args the packaged app, the data folder, the node_modules folder and the first of ten
   *     ports
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Path app = Path.of(args[0]).toAbsolutePath();
    Path data = Path.of(args[1]).toAbsolutePath();
    Path nodeModules = Path.of(args[2]).toAbsolutePath();
    Ports ports = Ports.from(Integer.parseInt(args[3]));
    Files.createDirectories(data);
    try (FileChannel lockFile =
            FileChannel.open(
                data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock()) {
      if (lock == null) {
        fail("another ./dev up is running on this data; end it first");
      }
      // For ./dev reset, which must not wipe what is in use.
      lockFile
          .truncate(0)
          .write(
              java.nio.ByteBuffer.wrap(
                  Long.toString(ProcessHandle.current().pid())
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
      if (ports.firstTaken() != 0) {
        fail(
            "port "
                + ports.firstTaken()
                + " is taken; free it, or choose others: ./dev up --port 8100");
      }
      logToFile(data.resolve("suite.log"));
      CountDownLatch ended = new CountDownLatch(1);
      Suite suite =
          Suite.start(
              new Suite.Options(
                  app, data, nodeModules, ports, MovableClock.in(data.resolve("clock")), Map.of()),
              step -> System.out.println("  starting " + step));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    suite.close();
                    ended.countDown();
                  },
                  "end"));
      System.out.println("  making the demo artist");
      String key = DemoArtist.ensure(suite, data.resolve("demo-key"));
      CoreToolsSettings.write(data.resolve("local.settings.json"), suite);
      print(suite, key, Duration.ofNanos(System.nanoTime() - start));
      ended.await();
    } catch (IllegalStateException | UncheckedIOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void print(Suite suite, String key, Duration took) {
    String app = suite.publicUrl().toString();
    System.out.printf(
        """

        ArtistOS is up (%.1f s). Ctrl-C ends it; the data stays until ./dev reset.

          fan page        %s/a/%s
          embedded form   %s   (a page on another origin)
          mail inbox      %s
          sign in         %s
          fans, as JSON   curl -H 'Authorization: Bearer %s' %s/api/fans

        """,
        took.toMillis() / 1000.0,
        app,
        Suite.DEMO,
        suite.foreignPage(),
        suite.vendors().inboxUri(),
        suite.vendors().clerk().signInUri(),
        key,
        app);
  }

  private static void logToFile(Path file) throws IOException {
    String configuration =
        """
        handlers = java.util.logging.FileHandler
        java.util.logging.FileHandler.pattern = %s
        java.util.logging.FileHandler.append = true
        java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
        java.util.logging.SimpleFormatter.format = %%1$tFT%%1$tT.%%1$tL %%4$s %%2$s %%5$s%%6$s%%n
        """
            .formatted(file.toString().replace("%", "%%"));
    LogManager.getLogManager()
        .readConfiguration(
            new java.io.ByteArrayInputStream(
                configuration.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static void fail(String message) {
    System.err.println("./dev up: " + message);
    System.exit(1);
  }
}
