package io.artistos.local.vendors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.h2.mvstore.MVMap;

/**
 * What follows from accepting a mail, in the same commit: its fate, its events, the suppression of
 * its recipients, the counts.
 */
final class MailLedger implements MailStore.Along {

  private static final String FATE = "fate";
  private static final String TAG = "tag";

  private final MailStore store;
  private final Suppressions suppressions;
  private final MailCounts counts;
  private final MailQuota quota;
  private final MailEvents events;

  /** By the mail's number; those that were delivered are not in it. */
  private final MVMap<Long, String> fates;

  MailLedger(
      MailStore store,
      Suppressions suppressions,
      MailCounts counts,
      MailQuota quota,
      MailEvents events) {
    this.store = store;
    this.suppressions = suppressions;
    this.counts = counts;
    this.quota = quota;
    this.events = events;
    this.fates = fates(store);
  }

  /** The fate of a mail that was accepted. */
  static MailFate fate(MVMap<Long, String> fates, long sequence) {
    String name = fates.get(sequence);
    return name == null ? MailFate.DELIVERED : MailFate.valueOf(name);
  }

  static MVMap<Long, String> fates(MailStore store) {
    return store.map("fates");
  }

  /** What {@code GET /emails/{id}} calls the last event of the mail. */
  String lastEvent(String id) {
    return store.sequence(id).map(n -> fate(fates, n)).orElse(MailFate.DELIVERED).lastEvent();
  }

  @Override
  public void admit(List<ReceivedMail> mails) {
    quota.admit(mails);
  }

  /** The same for a mail that is sent later: the quota counts it now. */
  void admitForLater(ReceivedMail mail) {
    quota.admit(List.of(mail));
    quota.count(mail);
  }

  /** For mails that were admitted when they were scheduled. */
  MailStore.Along admitted() {
    return new MailStore.Along() {
      @Override
      public void admit(List<ReceivedMail> mails) {}

      @Override
      public void accepted(long sequence, ReceivedMail mail) {
        follow(sequence, mail);
      }
    };
  }

  @Override
  public void accepted(long sequence, ReceivedMail mail) {
    quota.count(mail);
    follow(sequence, mail);
  }

  private void follow(long sequence, ReceivedMail mail) {
    MailFate fate = decide(mail);
    if (fate != MailFate.DELIVERED) {
      fates.put(sequence, fate.name());
    }
    fate.suppresses().ifPresent(origin -> suppress(mail, fate, origin));
    counts.add(1, FATE, fate.name().toLowerCase(Locale.ROOT));
    mail.tags().forEach((name, value) -> counts.add(1, TAG, name, value));
    events.add(sequence, fate.events());
  }

  /** Mails by fate. */
  Map<String, Long> byFate() {
    return counts.below(FATE, MailFate.values().length);
  }

  /** Mails by the value of a tag, at most {@code limit} values in the order of the alphabet. */
  Map<String, Long> byTag(String name, int limit) {
    return counts.below(TAG + "\n" + name, limit);
  }

  /** Mails by {@code name=value}, at most {@code limit} in the order of the alphabet. */
  Map<String, Long> byTag(int limit) {
    Map<String, Long> byTag = new LinkedHashMap<>();
    counts
        .below(TAG, limit)
        .forEach((name, count) -> byTag.put(name.replaceFirst("\n", "="), count));
    return byTag;
  }

  /** The first recipient who does not simply get the mail decides for all of it. */
  private MailFate decide(ReceivedMail mail) {
    for (String address : mail.to()) {
      String bare = Addresses.bare(address);
      MailFate fate =
          suppressions
              .find(bare)
              .map(entry -> MailFate.suppressed(entry.origin()))
              .orElseGet(() -> MailFate.of(bare, isFirst(bare)));
      if (fate != MailFate.DELIVERED) {
        return fate;
      }
    }
    return MailFate.DELIVERED;
  }

  private void suppress(ReceivedMail mail, MailFate fate, Suppressions.Origin origin) {
    for (String address : mail.to()) {
      String bare = Addresses.bare(address);
      if (MailFate.of(bare, isFirst(bare)) == fate && !MailFate.isTestAddress(bare)) {
        suppressions.put(bare, origin, mail.id(), mail.receivedAt());
      }
    }
  }

  /** The mail at hand counts already. */
  private boolean isFirst(String bare) {
    return store.newest(bare, 0, 0).total() <= 1;
  }
}
