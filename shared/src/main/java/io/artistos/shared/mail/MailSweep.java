package io.artistos.shared.mail;

import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks again for mail that is written down as due but whose message was never sent or got lost. */
public final class MailSweep {

  private static final Logger LOG = Logger.getLogger(MailSweep.class.getName());

  private MailSweep() {}

  /**
   * Goes through what a search found late.
   *
   * @param isStillOpen moves the item's time on, so that the next sweep leaves it alone; false when
   *     nothing is to be done any more
   * @param ask sends its message
   * @param kind for the log
   * @return how many were asked for again
   */
  public static int askAgain(
      List<Ref> late, Predicate<Ref> isStillOpen, Consumer<Ref> ask, String kind) {
    int again = 0;
    for (Ref ref : late) {
      try {
        if (isStillOpen.test(ref)) {
          ask.accept(ref);
          again++;
        }
      } catch (RuntimeException e) {
        // One item that cannot be read or written must not keep all others waiting.
        LOG.log(Level.SEVERE, kind + " not swept; tenant=" + ref.tenantId() + " id=" + ref.id(), e);
      }
    }
    return again;
  }
}
