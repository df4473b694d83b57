package io.artistos.local.cosmos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * The service's internal ids ({@code _rid}): 4 bytes for a database, 4 more for a container with
 * the first bit set, 8 more for an item (contracts 5.4); base64 with a hyphen for the slash.
 */
final class ResourceIds {

  private static final int CONTAINER_BIT = 0x80000000;

  private ResourceIds() {}

  static String database(int number) {
    byte[] bytes = new byte[4];
    ByteBuffer.wrap(bytes).putInt(number);
    return encode(bytes);
  }

  static String container(String database, int number) {
    byte[] bytes = Arrays.copyOf(decode(database), 8);
    ByteBuffer.wrap(bytes).putInt(4, number | CONTAINER_BIT);
    return encode(bytes);
  }

  /** The highest byte of {@code number} must be 0: it would say that this is no item. */
  static String item(String container, long number) {
    byte[] bytes = Arrays.copyOf(decode(container), 16);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(8, number);
    return encode(bytes);
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes).replace('/', '-');
  }

  private static byte[] decode(String id) {
    return Base64.getDecoder().decode(id.replace('-', '/'));
  }
}
