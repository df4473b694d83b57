package io.artistos.local.cosmos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log: what transactions have changed since the store's last checkpoint. To append
 * here is one small write, where a commit of the store writes each page on the way to each change.
 * The file starts with a mark that the store holds, too; a log with another mark is from before the
 * store's last checkpoint and counts for nothing.
 *
 * <p>What is written survives the end of the process, not a power cut. Appending is thread-safe;
 * the rest is the committer's.
 */
final class Journal implements AutoCloseable {

  /**
   * What one transaction has changed in a container.
   *
   * @param version the container's log sequence number after it
   * @param changes by the items' keys; null for an item that was removed
   */
  record Entry(String rid, long version, Map<byte[], @Nullable StoredItem> changes) {}

  /** Length and checksum. */
  private static final int HEAD = 2 * Integer.BYTES;

  private static final StoredItem.Type ITEMS = new StoredItem.Type();

  private final RandomAccessFile file;
  private WriteBuffer pending = new WriteBuffer();
  private WriteBuffer spare = new WriteBuffer();
  private boolean failed;

  /** Opens the file, or makes it. */
  Journal(Path path) {
    try {
      // Not a channel: that is closed for good when a thread is interrupted in it.
      this.file = new RandomAccessFile(path.toFile(), "rw");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a transaction's changes, for the next {@link #flush}. */
  synchronized void append(Entry entry) {
    WriteBuffer out = pending;
    int start = out.position();
    out.putInt(0).putInt(0);
    bytes(out, entry.rid().getBytes(StandardCharsets.UTF_8));
    out.putVarLong(entry.version()).putVarInt(entry.changes().size());
    entry
        .changes()
        .forEach(
            (key, item) -> {
              bytes(out, key);
              out.put((byte) (item == null ? 0 : 1));
              if (item != null) {
                ITEMS.write(out, item);
              }
            });
    int length = out.position() - start - HEAD;
    int sum = sum(out.getBuffer().array(), start + HEAD, length);
    out.putInt(start, length).putInt(start + Integer.BYTES, sum);
  }

  /** Writes what was appended before the call. */
  void flush() {
    WriteBuffer full;
    synchronized (this) {
      full = pending;
      pending = spare;
      spare = full;
    }
    try {
      if (failed) {
        throw new IOException("an earlier write has failed");
      }
      file.write(full.getBuffer().array(), 0, full.position());
    } catch (IOException e) {
      // Half an entry may be in the file, and what came after it would not be found.
      failed = true;
      throw new UncheckedIOException(e);
    } finally {
      full.clear();
    }
  }

  /** Bytes in the file. */
  long size() {
    try {
      return file.getFilePointer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets everything: the store has it, and holds this mark. */
  void restart(long mark) {
    try {
      file.setLength(0);
      file.seek(0);
      file.write(ByteBuffer.allocate(Long.BYTES).putLong(mark).array());
    } catch (IOException e) {
      failed = true;
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives what was written after the checkpoint with this mark, in its order. An entry that was cut
   * off by the end of the process was acknowledged to nobody; it ends the log.
   */
  void replay(long mark, Consumer<Entry> changes) {
    try {
      long length = file.length();
      file.seek(0);
      if (length < Long.BYTES || file.readLong() != mark) {
        return;
      }
      while (length - file.getFilePointer() >= HEAD) {
        int size = file.readInt();
        int sum = file.readInt();
        if (size < 0 || size > length - file.getFilePointer()) {
          return;
        }
        byte[] payload = new byte[size];
        file.readFully(payload);
        if (sum(payload, 0, size) != sum) {
          return;
        }
        changes.accept(entry(ByteBuffer.wrap(payload)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(ByteBuffer in) {
    String rid = new String(bytes(in), StandardCharsets.UTF_8);
    long version = DataUtils.readVarLong(in);
    int count = DataUtils.readVarInt(in);
    Map<byte[], @Nullable StoredItem> changes = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < count; i++) {
      byte[] key = bytes(in);
      changes.put(key, in.get() == 0 ? null : ITEMS.read(in));
    }
    return new Entry(rid, version, changes);
  }

  private static void bytes(WriteBuffer out, byte[] bytes) {
    out.putVarInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(ByteBuffer in) {
    byte[] bytes = new byte[DataUtils.readVarInt(in)];
    in.get(bytes);
    return bytes;
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
