package io.artistos.local.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * The machine's time plus an offset, in milliseconds, that only grows. The offset is a file of 8
 * bytes, mapped into memory: every process that opened it sees a move at once, and it survives all
 * of them. Thread-safe.
 *
 * <p>Some things go by the machine's time whatever this clock says, because programs that are not
 * ours compare them with it: identity tokens, TLS certificates, signatures of requests to Cosmos,
 * Azurite with its queues' visibility, and the Azure SDKs.
 */
public final class MovableClock extends Clock {

  /** Beyond it, dates do not fit into the four digits that formats and SDKs give to a year. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final VarHandle MILLIS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Path file;
  private final ByteBuffer offset;
  private final Clock machine;

  private MovableClock(Path file, ByteBuffer offset, Clock machine) {
    this.file = file;
    this.offset = offset;
    this.machine = machine;
  }

  /**
   * Opens the file, or makes it with an offset of nothing; its folder must exist.
   *
   * @throws UncheckedIOException when it cannot be used
   */
  public static MovableClock in(Path file) {
    return in(file, Clock.systemUTC());
  }

  /**
   * The same on another clock than the machine's, for tests.
   *
   * @throws UncheckedIOException when the file cannot be used
   */
  public static MovableClock in(Path file, Clock machine) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      // A new file is filled with zeros, which is an offset of nothing.
      ByteBuffer offset = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      return new MovableClock(file, offset, machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where another process finds this clock. */
  public Path file() {
    return file;
  }

  /** How far it has been moved in all. */
  public Duration offset() {
    return Duration.ofMillis(millisOfOffset());
  }

  /**
   * Moves the clock forward.
   *
   * @return the time after the move
   * @throws IllegalArgumentException when {@code by} is negative or leads beyond the year 9998
   */
  public Instant moveBy(Duration by) {
    if (by.isNegative()) {
      throw backward();
    }
    while (true) {
      long before = millisOfOffset();
      if (by.compareTo(Duration.between(at(before), LATEST)) >= 0) {
        throw new IllegalArgumentException("the clock ends with the year 9998");
      }
      if (replace(before, before + by.toMillis())) {
        return instant();
      }
    }
  }

  /**
   * Moves the clock forward to {@code time}, from where it goes on.
   *
   * @return the time after the move
   * @throws IllegalArgumentException when {@code time} is over or beyond the year 9998
   */
  public Instant moveTo(Instant time) {
    while (true) {
      long before = millisOfOffset();
      Instant now = at(before);
      if (time.isBefore(now)) {
        throw backward();
      }
      if (!time.isBefore(LATEST)) {
        throw new IllegalArgumentException("the clock ends with the year 9998");
      }
      if (replace(before, before + Duration.between(now, time).toMillis())) {
        return instant();
      }
    }
  }

  @Override
  public Instant instant() {
    return at(millisOfOffset());
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new MovableClock(file, offset, machine.withZone(zone));
  }

  /** Offset and file, for messages. */
  @Override
  public String toString() {
    return "MovableClock[" + offset() + " in " + file + "]";
  }

  private Instant at(long offsetMillis) {
    return Instant.ofEpochMilli(machine.millis() + offsetMillis);
  }

  private long millisOfOffset() {
    return (long) MILLIS.getVolatile(offset, 0);
  }

  private boolean replace(long before, long after) {
    return MILLIS.compareAndSet(offset, 0, before, after);
  }

  private IllegalArgumentException backward() {
    return new IllegalArgumentException(
        "the clock moves forward only; it is " + instant().atOffset(ZoneOffset.UTC));
  }
}
