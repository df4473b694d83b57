package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The effective partition key, version 2: for each level 16 bytes of MurmurHash3 (x64, 128 bits),
 * the way the SDK's {@code PartitionKeyInternalHelper} computes it. Clients address the items under
 * a prefix of a hierarchical key by a range of these.
 */
final class EffectiveKey {

  /** Bytes for each level. */
  static final int LEVEL = 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private EffectiveKey() {}

  /**
   * @param levels strings, numbers, booleans, nulls; missing for undefined
   */
  static byte[] of(List<JsonNode> levels) {
    ByteBuffer key = ByteBuffer.allocate(LEVEL * levels.size());
    for (JsonNode level : levels) {
      hash(component(level), key);
    }
    return key.array();
  }

  /** A component as it is hashed: a type byte, then the value. */
  private static byte[] component(JsonNode value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(48);
    switch (value.getNodeType()) {
      case NULL -> out.write(1);
      case BOOLEAN -> out.write(value.booleanValue() ? 3 : 2);
      case NUMBER -> {
        out.write(5);
        byte[] bits = new byte[8];
        LONGS.set(bits, 0, Double.doubleToLongBits(value.doubleValue()));
        out.writeBytes(bits);
      }
      case STRING -> {
        out.write(8);
        out.writeBytes(value.textValue().getBytes(StandardCharsets.UTF_8));
        out.write(0xFF);
      }
      default -> out.write(0);
    }
    return out.toByteArray();
  }

  private static void hash(byte[] bytes, ByteBuffer out) {
    long h1 = 0;
    long h2 = 0;
    int at = 0;
    for (; at + 16 <= bytes.length; at += 16) {
      h1 ^= mix1((long) LONGS.get(bytes, at));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2((long) LONGS.get(bytes, at + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    byte[] tail = new byte[16];
    System.arraycopy(bytes, at, tail, 0, bytes.length - at);
    h2 ^= mix2((long) LONGS.get(tail, 8));
    h1 ^= mix1((long) LONGS.get(tail, 0));
    h1 ^= bytes.length;
    h2 ^= bytes.length;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    // The two highest bits are cleared, because "FF" is the end of the whole range.
    out.putLong(h2 & 0x3FFFFFFFFFFFFFFFL).putLong(h1);
  }

  private static long mix1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mix2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long finish(long h) {
    long x = h;
    x ^= x >>> 33;
    x *= 0xff51afd7ed558ccdL;
    x ^= x >>> 33;
    x *= 0xc4ceb9fe1a85ec53L;
    return x ^ (x >>> 33);
  }
}
