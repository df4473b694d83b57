package io.artistos.shared.blasts;

import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.mail.BatchProvider;
import io.artistos.shared.mail.MailProvider;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/** All services of blasts, made together. */
public record BlastServices(
    Blasts blasts,
    BlastSending sending,
    TrialMail trial,
    BlastProgress progress,
    BlastCutter cutter,
    BlastChunkSender chunks,
    BlastSweeper sweeper,
    MailEvents events) {

  /**
   * What blasts need of the platform.
   *
   * @param slots when requests to the mail provider may be made
   * @param sender the address that mail to fans comes from
   * @param publicUrl where fans reach the app, without a slash at the end
   */
  public record Needs(
      Database database,
      Accounts accounts,
      FanAudience audience,
      TenantKeys keys,
      MailProvider mail,
      Throttle throttle,
      BatchProvider batches,
      BlastQueues queues,
      SealedCursors cursors,
      WebhookSignature signature,
      SendSlots slots,
      String sender,
      URI publicUrl,
      SecureRandom random,
      Clock clock) {}

  public static BlastServices of(Needs needs) {
    Clock clock = needs.clock();
    BlastStore store = new BlastStore(needs.database());
    BlastControl control = new BlastControl(store, clock);
    BlastQueues queues = needs.queues();
    FanAudience audience = needs.audience();
    return new BlastServices(
        new Blasts(store, needs.cursors(), needs.random(), clock),
        new BlastSending(store, needs.accounts(), audience, queues, needs.random(), clock),
        new TrialMail(
            store,
            needs.accounts(),
            needs.mail(),
            needs.throttle(),
            needs.sender(),
            needs.publicUrl(),
            needs.random()),
        new BlastProgress(store),
        new BlastCutter(store, audience, needs.slots(), queues, clock),
        new BlastChunkSender(
            store,
            needs.accounts(),
            audience,
            needs.keys(),
            needs.batches(),
            queues,
            control,
            needs.sender(),
            clock,
            needs.random()),
        new BlastSweeper(needs.database(), needs.accounts(), store, queues, control, clock),
        new MailEvents(needs.database(), store, audience, needs.signature()));
  }
}
