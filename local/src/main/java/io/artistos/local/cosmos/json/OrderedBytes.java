package io.artistos.local.cosmos.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values as bytes that compare, unsigned, as {@link Values#compare} does. No encoding is the start
 * of another, so that encodings can follow each other.
 */
public final class OrderedBytes {

  private static final int UNDEFINED = 1;
  private static final int NULL = 2;
  private static final int FALSE = 3;
  private static final int TRUE = 4;
  private static final int NUMBER = 5;
  private static final int STRING = 6;
  private static final int ARRAY = 7;
  private static final int OBJECT = 8;
  private static final int NOTHING_MORE = 9;

  /**
   * Values from {@code from} (included) to {@code to} (left out), both as bytes.
   *
   * @param one whether it is one value
   */
  public record Interval(byte[] from, byte[] to, boolean one) {

    /** All values, undefined included. */
    public static final Interval ALL =
        new Interval(new byte[] {UNDEFINED}, new byte[] {NOTHING_MORE}, false);

    /** All values but undefined. */
    public static final Interval DEFINED =
        new Interval(new byte[] {NULL}, new byte[] {NOTHING_MORE}, false);

    public static Interval of(JsonNode value) {
      byte[] bytes = OrderedBytes.of(value);
      return new Interval(bytes, next(bytes), true);
    }

    /** Numbers below a number, strings below a string. */
    public static Interval below(JsonNode value, boolean included) {
      byte[] bytes = OrderedBytes.of(value);
      return new Interval(new byte[] {bytes[0]}, included ? next(bytes) : bytes, false);
    }

    /** Numbers above a number, strings above a string. */
    public static Interval above(JsonNode value, boolean included) {
      byte[] bytes = OrderedBytes.of(value);
      return new Interval(
          included ? bytes : next(bytes), new byte[] {(byte) (bytes[0] + 1)}, false);
    }

    public static Interval startingWith(String text) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(STRING);
      characters(text, out);
      byte[] bytes = out.toByteArray();
      return new Interval(bytes, next(bytes), false);
    }

    public boolean isEmpty() {
      return Arrays.compareUnsigned(from, to) >= 0;
    }

    /** What is in both. */
    public Interval intersect(Interval other) {
      return new Interval(
          Arrays.compareUnsigned(from, other.from) >= 0 ? from : other.from,
          Arrays.compareUnsigned(to, other.to) <= 0 ? to : other.to,
          one || other.one);
    }
  }

  private OrderedBytes() {}

  public static byte[] of(JsonNode value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  /** The bytes that compare the other way round. */
  public static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = (byte) ~bytes[i];
    }
    return reversed;
  }

  /** The least bytes after all that start with these, which are not all 0xFF. */
  static byte[] next(byte[] start) {
    int last = start.length - 1;
    while (start[last] == (byte) 0xFF) {
      last--;
    }
    byte[] next = Arrays.copyOf(start, last + 1);
    next[last]++;
    return next;
  }

  private static void write(JsonNode value, ByteArrayOutputStream out) {
    switch (value.getNodeType()) {
      case NULL -> out.write(NULL);
      case BOOLEAN -> out.write(value.booleanValue() ? TRUE : FALSE);
      case NUMBER -> {
        out.write(NUMBER);
        // Adding zero makes minus zero zero.
        long bits = Double.doubleToLongBits(value.doubleValue() + 0.0);
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(ordered).array());
      }
      case STRING -> text(STRING, value.textValue(), out);
      case ARRAY -> {
        out.write(ARRAY);
        value.forEach(element -> write(element, out));
        out.write(0);
      }
      case OBJECT, POJO -> text(OBJECT, Values.canonical(value), out);
      case MISSING, BINARY -> out.write(UNDEFINED);
    }
  }

  private static void text(int type, String text, ByteArrayOutputStream out) {
    out.write(type);
    characters(text, out);
    out.write(0);
  }

  /**
   * UTF-16 units in the form of UTF-8, which keeps their order; what would be one byte is one
   * higher, so that zero is left for the end.
   */
  private static void characters(String text, ByteArrayOutputStream out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x7F) {
        out.write(c + 1);
      } else if (c < 0x800) {
        out.write(0xC0 | (c >> 6));
        out.write(0x80 | (c & 0x3F));
      } else {
        out.write(0xE0 | (c >> 12));
        out.write(0x80 | ((c >> 6) & 0x3F));
        out.write(0x80 | (c & 0x3F));
      }
    }
  }
}
