package io.artistos.local.vendors;

import io.artistos.local.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which mails the inbox is asked for.
 *
 * @param to an address they all went to, empty for any
 * @param words what they all hold, as typed; empty for anything
 * @param page from 1; of no meaning with words
 * @param before only older mails than the one with this number; of no meaning without words
 */
record InboxQuery(String to, String words, int page, long before) {

  private static final int MOST_PAGES = 999_999_999;

  /** What cannot be read counts as left out. */
  static InboxQuery of(Request request) {
    return new InboxQuery(
        text(request, "to"),
        text(request, "q"),
        (int) number(request.query("page"), 1, MOST_PAGES),
        number(request.query("before"), Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /** Whether mails must be read to know if they are meant. */
  boolean searches() {
    return !words.isEmpty();
  }

  @Nullable String address() {
    return to.isEmpty() ? null : to;
  }

  InboxQuery at(int otherPage) {
    return new InboxQuery(to, words, otherPage, Long.MAX_VALUE);
  }

  InboxQuery olderThan(long number) {
    return new InboxQuery(to, words, 1, number);
  }

  /**
   * Whether every word is somewhere in sender, recipients, subject, text or tags ({@code
   * name=value}), in upper or lower case, also as a part of a longer word. Of a mail without text
   * the HTML counts, without its markup.
   */
  boolean matches(ReceivedMail mail) {
    String all =
        Stream.of(
                List.of(mail.from(), mail.subject(), words(mail)),
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.tags().entrySet().stream()
                    .map(tag -> tag.getKey() + "=" + tag.getValue())
                    .toList())
            .flatMap(Collection::stream)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(all::contains);
  }

  private static String words(ReceivedMail mail) {
    if (mail.text() != null) {
      return mail.text();
    }
    return mail.html() == null ? "" : mail.html().replaceAll("<[^>]*>", " ");
  }

  /** The page's address, from the server's root. */
  String link() {
    String query =
        Stream.of(
                part("to", to),
                part("q", words),
                part("page", page == 1 ? "" : Integer.toString(page)),
                part("before", before == Long.MAX_VALUE ? "" : Long.toString(before)))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "/inbox" : "/inbox?" + query;
  }

  private static String part(String name, String value) {
    return value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String text(Request request, String name) {
    String text = request.query(name);
    return text == null ? "" : text.strip();
  }

  /** A number from 1 to {@code most}; {@code otherwise} when the text is none. */
  static long number(@Nullable String text, long otherwise, long most) {
    return text != null && text.matches("[1-9]\\d{0,17}")
        ? Math.min(Long.parseLong(text), most)
        : otherwise;
  }
}
