package io.artistos.functions.boot;

import io.artistos.functions.blasts.BlastChunksPoison;
import io.artistos.functions.blasts.BlastsPoison;
import io.artistos.functions.blasts.CancelBlast;
import io.artistos.functions.blasts.CreateBlast;
import io.artistos.functions.blasts.DeleteBlast;
import io.artistos.functions.blasts.EditBlast;
import io.artistos.functions.blasts.FanOutBlast;
import io.artistos.functions.blasts.GetBlast;
import io.artistos.functions.blasts.GetBlastProgress;
import io.artistos.functions.blasts.ListBlasts;
import io.artistos.functions.blasts.PauseBlast;
import io.artistos.functions.blasts.PreflightBlast;
import io.artistos.functions.blasts.ReceiveMailEvent;
import io.artistos.functions.blasts.ResumeBlast;
import io.artistos.functions.blasts.SendBlast;
import io.artistos.functions.blasts.SendBlastChunk;
import io.artistos.functions.blasts.SendTestBlast;
import io.artistos.functions.blasts.SweepBlasts;
import io.artistos.functions.fans.TagFan;
import io.artistos.shared.blasts.BlastQueues;
import io.artistos.shared.blasts.BlastServices;
import io.artistos.shared.blasts.SendSlots;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.fans.FanTags;
import io.artistos.shared.queue.Queues;
import java.util.stream.Stream;

/** Blasts, from the draft to what the mail provider says of them. */
final class BlastFunctions {

  private static final String CURSOR_KEYS = "cursor-keys";
  private static final String RESEND_WEBHOOK_SECRET = "resend-webhook-secret";

  private BlastFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    BlastServices blasts = services(platform);
    return Stream.of(
        new CreateBlast(endpoint, blasts.blasts()),
        new ListBlasts(endpoint, blasts.blasts()),
        new GetBlast(endpoint, blasts.blasts()),
        new EditBlast(endpoint, blasts.blasts()),
        new DeleteBlast(endpoint, blasts.blasts()),
        new PreflightBlast(endpoint, blasts.sending()),
        new SendTestBlast(endpoint, blasts.trial()),
        new SendBlast(endpoint, blasts.sending()),
        new PauseBlast(endpoint, blasts.sending()),
        new ResumeBlast(endpoint, blasts.sending()),
        new CancelBlast(endpoint, blasts.sending()),
        new GetBlastProgress(endpoint, blasts.progress()),
        new TagFan(endpoint, new FanTags(platform.database())),
        new ReceiveMailEvent(endpoint, blasts.events()),
        new FanOutBlast(blasts.cutter()),
        new BlastsPoison(blasts.cutter()),
        new SendBlastChunk(blasts.chunks()),
        new BlastChunksPoison(blasts.chunks()),
        new SweepBlasts(blasts.sweeper()));
  }

  private static BlastServices services(Platform platform) {
    Settings settings = platform.settings();
    return BlastServices.of(
        new BlastServices.Needs(
            platform.database(),
            platform.accounts(),
            new FanAudience(platform.database(), platform.fanLinks(), platform.clock()),
            platform.tenantKeys(),
            platform.mail(),
            platform.throttle(),
            platform.mail(),
            new BlastQueues(platform.queue(Queues.BLASTS), platform.queue(Queues.BLAST_CHUNKS)),
            new SealedCursors(platform.secrets(), CURSOR_KEYS, platform.random()),
            new WebhookSignature(platform.secrets(), RESEND_WEBHOOK_SECRET, platform.clock()),
            new SendSlots(
                platform.database(),
                "resend",
                settings.resendRequestsPerSecond(),
                platform.clock()),
            settings.fanMailSender(),
            settings.publicUrl(),
            platform.random(),
            platform.clock()));
  }
}
