package io.artistos.local.vendors;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads mails to find some, newest first. Nobody who sends waits for it. */
final class MailSearch {

  /**
   * What was found, newest first.
   *
   * @param seen how many mails were read
   * @param further the number before which to search on; empty when there is nothing more
   */
  record Found(List<ReceivedMail> mails, long seen, OptionalLong further) {}

  private MailSearch() {}

  /**
   * Looks for mails, from the newest before the number {@code before} on: for at most {@code limit}
   * of them, and at no more than {@code most}.
   *
   * @param address to which they went, null for any
   */
  static Found search(
      MailStore store,
      @Nullable String address,
      Predicate<ReceivedMail> wanted,
      long before,
      int limit,
      long most) {
    List<ReceivedMail> found = new ArrayList<>();
    long shown = before;
    long at = before;
    for (long seen = 0; seen < most; seen++) {
      Long next = store.older(address, at);
      if (next == null) {
        return new Found(found, seen, OptionalLong.empty());
      }
      at = next;
      ReceivedMail mail = store.mail(at);
      if (wanted.test(mail)) {
        if (found.size() == limit) {
          return new Found(found, seen, OptionalLong.of(shown));
        }
        found.add(mail);
        shown = at;
      }
    }
    boolean more = store.older(address, at) != null;
    return new Found(found, most, more ? OptionalLong.of(at) : OptionalLong.empty());
  }
}
