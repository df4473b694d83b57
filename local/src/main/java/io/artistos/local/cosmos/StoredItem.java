package io.artistos.local.cosmos;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * An item as it is kept.
 *
 * @param written seconds since 1970, the item's {@code _ts}
 * @param ttl seconds; −1 for never; 0 where the item says nothing
 * @param version the container's log sequence number at the last write; makes the etag
 * @param number what the item's {@code _rid} is made of
 * @param json UTF-8, with the system members
 */
record StoredItem(long written, int ttl, long version, long number, byte[] json) {

  /** The layout in the file. */
  static final class Type extends BasicDataType<StoredItem> {

    private static final int OVERHEAD = 64;

    @Override
    public int getMemory(StoredItem item) {
      return item.json.length + OVERHEAD;
    }

    @Override
    public void write(WriteBuffer out, StoredItem item) {
      out.putVarLong(item.written)
          .putVarInt(item.ttl + 1)
          .putVarLong(item.version)
          .putVarLong(item.number)
          .putVarInt(item.json.length)
          .put(item.json);
    }

    @Override
    public StoredItem read(ByteBuffer in) {
      long written = DataUtils.readVarLong(in);
      int ttl = DataUtils.readVarInt(in) - 1;
      long version = DataUtils.readVarLong(in);
      long number = DataUtils.readVarLong(in);
      byte[] json = new byte[DataUtils.readVarInt(in)];
      in.get(json);
      return new StoredItem(written, ttl, version, number, json);
    }

    @Override
    public StoredItem[] createStorage(int size) {
      return new StoredItem[size];
    }
  }
}
