package io.artistos.shared.http;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.text.Base64Url;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Answers that a cache may keep: an ETag over the body, and 304 for who has it (RFC 9110, section
 * 13).
 */
public final class Conditional {

  private static final int ETAG_BYTES = 12;

  private Conditional() {}

  /**
   * {@code reply} with its ETag, or 304 without a body when the caller names the same one.
   *
   * @param cacheControl such as {@code public, max-age=60}
   */
  public static Reply reply(Call call, Reply reply, String cacheControl) {
    return reply(call, reply, cacheControl, body -> body);
  }

  /**
   * The same for an answer that has something in it which is new each time.
   *
   * @param lasting the body with something in its place that stays as long as a kept answer is good
   */
  public static Reply reply(
      Call call, Reply reply, String cacheControl, UnaryOperator<String> lasting) {
    String etag = etag(lasting.apply(reply.body()));
    boolean same =
        call.header("if-none-match")
            .map(
                sent ->
                    Arrays.stream(sent.split(",")).map(Conditional::weak).anyMatch(etag::equals))
            .orElse(false);
    Reply answer = same ? new Reply(304, withoutBody(reply), "") : reply;
    return answer.with("ETag", etag).with("Cache-Control", cacheControl);
  }

  private static java.util.Map<String, String> withoutBody(Reply reply) {
    java.util.Map<String, String> headers = new java.util.LinkedHashMap<>(reply.headers());
    headers.remove("Content-Type");
    return headers;
  }

  /**
   * Compared weakly, as RFC 9110, section 13.1.2 wants: proxies that compress add the {@code W/}.
   */
  private static String weak(String sent) {
    String tag = sent.strip();
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static String etag(String body) {
    return "\"" + Base64Url.encode(Arrays.copyOf(Sha256.of(body), ETAG_BYTES)) + "\"";
  }
}
