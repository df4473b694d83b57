package io.artistos.local.cosmos;

import io.artistos.local.http.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an answer with several items or rows. */
final class ItemPage {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

  private final ByteArrayOutputStream items = new ByteArrayOutputStream(4096);
  private int count;

  /** The most that a request wants: {@code x-ms-max-item-count}, −1 leaves it to the server. */
  static int size(Request request) {
    String header = request.header("x-ms-max-item-count");
    if (header == null || header.isEmpty()) {
      return DEFAULT_SIZE;
    }
    try {
      int size = Integer.parseInt(header);
      return size == -1 ? LARGEST_SIZE : Math.clamp(size, 1, LARGEST_SIZE);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("x-ms-max-item-count is no number.");
    }
  }

  void add(byte[] json) {
    if (count > 0) {
      items.write(',');
    }
    items.writeBytes(json);
    count++;
  }

  int count() {
    return count;
  }

  int bytes() {
    return items.size();
  }

  /** The answer, charged as reading so many bytes. */
  Answer answer(Container container) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(items.size() + 100);
    String rid = container.definition().rid();
    out.writeBytes(("{\"_rid\":\"" + rid + "\",\"Documents\":[").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(items.toByteArray());
    out.writeBytes(("],\"_count\":" + count + "}").getBytes(StandardCharsets.UTF_8));
    return new Answer(200)
        .charge(RequestUnits.read(out.size()))
        .header("x-ms-item-count", Integer.toString(count))
        .json(out.toByteArray());
  }
}
