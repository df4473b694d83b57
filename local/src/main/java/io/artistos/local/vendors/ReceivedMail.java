package io.artistos.local.vendors;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the stand-in accepted. Addresses are as sent: {@code fan@example.com} or {@code Name
 * <fan@example.com>}.
 *
 * @param id Resend's id, a UUID
 * @param to 1 to 50 addresses, as are cc, bcc and replyTo when there are any
 * @param html null when the mail has text only
 * @param text null when the mail has HTML only
 * @param headers the sender's own ones, in the order sent
 * @param tags by name, in the order sent
 * @param receivedAt by the stand-in's clock
 * @param idempotencyKey of the request, null when it had none
 */
public record ReceivedMail(
    String id,
    String from,
    List<String> to,
    List<String> cc,
    List<String> bcc,
    List<String> replyTo,
    String subject,
    @Nullable String html,
    @Nullable String text,
    Map<String, String> headers,
    Map<String, String> tags,
    Instant receivedAt,
    @Nullable String idempotencyKey) {

  public ReceivedMail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    replyTo = List.copyOf(replyTo);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The same, accepted at another time. */
  ReceivedMail receivedAt(Instant at) {
    return new ReceivedMail(
        id, from, to, cc, bcc, replyTo, subject, html, text, headers, tags, at, idempotencyKey);
  }

  /** Everybody it goes to (to, cc, bcc), as bare addresses in lower case. */
  public Set<String> recipients() {
    return Stream.of(to, cc, bcc)
        .flatMap(Collection::stream)
        .map(Addresses::bare)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A header's value; names do not differ by case. */
  public @Nullable String header(String name) {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    return byName.get(name);
  }
}
